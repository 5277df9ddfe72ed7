namespace Arbit.EdgeRunner.Workflows;

/// <summary>Where a write of the journal may be cut off, for the tests of what survives. A closed set.</summary>
internal enum JournalMoment
{
    BeforeCommit,
    AfterCommit,
}
