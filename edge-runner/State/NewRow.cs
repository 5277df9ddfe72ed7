namespace Arbit.EdgeRunner.State;

/// <summary>A row to be inserted where there is none of its key.</summary>
public sealed record NewRow(string Table, string Partition, string Row, string Json);
