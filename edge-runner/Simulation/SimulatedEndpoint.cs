namespace Arbit.EdgeRunner.Simulation;

/// <summary>Where one simulated venue listens.</summary>
/// <param name="Venue">See <see cref="VenueNames"/>.</param>
/// <param name="Rest">Base address of its REST paths, e.g. <c>http://127.0.0.1:41233/</c>.</param>
/// <param name="WebSocket">
/// Its socket, to be used as the venue's own address is: Binance <c>…/stream</c> (add <c>?streams=a/b</c> or send
/// SUBSCRIBE), Kraken <c>…/v2</c>, KuCoin <c>…/</c> (add the token of <c>POST /api/v1/bullet-public</c>, whose answer
/// names this address too).
/// </param>
public sealed record SimulatedEndpoint(string Venue, Uri Rest, Uri WebSocket);
