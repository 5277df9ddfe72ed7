namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>Where one connection's stream is opened, and how it is kept alive.</summary>
/// <param name="Address">With token and query, where the venue wants them.</param>
/// <param name="PingEvery">How often the venue wants to hear from us, at least.</param>
/// <param name="GreetsFirst">The venue speaks first, and nothing is to be sent before.</param>
public sealed record StreamAddress(Uri Address, TimeSpan PingEvery, bool GreetsFirst);
