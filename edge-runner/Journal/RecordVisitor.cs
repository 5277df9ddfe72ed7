namespace Arbit.EdgeRunner.Journal;

/// <summary>Is shown one record's payload, which is valid only during the call.</summary>
public delegate void RecordVisitor(ReadOnlySpan<byte> payload);
