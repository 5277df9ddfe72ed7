namespace Arbit.EdgeRunner.Page;

/// <summary>Where a person asked. A closed set: it ends up in records as who did it.</summary>
internal enum WishSource
{
    Page,
    Cli,
}
