namespace Arbit.State;

/// <summary>A row as it was read.</summary>
/// <param name="Partition">Rows of one partition are together.</param>
/// <param name="Row">Its key there.</param>
/// <param name="Json">What it holds.</param>
/// <param name="ETag">Another one after every change.</param>
public sealed record StateRow(string Partition, string Row, string Json, string ETag);
