namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>A REST request of public data.</summary>
/// <param name="Address">Whole.</param>
/// <param name="Weight">What it costs of the venue's budget, by the venue's own table.</param>
/// <param name="IsPost">POST without a body; else GET.</param>
public sealed record RestQuery(Uri Address, int Weight, bool IsPost = false);
