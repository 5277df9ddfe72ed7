using System.Text;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.EdgeRunner.Simulation;

/// <summary>
/// One client's connection to one venue of a <see cref="SimulatedWorld"/>, in-process: what it would have received, in
/// order, and the REST bodies it would have got. Several sessions on one world see the same market.
/// </summary>
/// <example>
/// <code>
/// var world = new SimulatedWorld(new SimulationOptions { Seed = 7 }, start);
/// var session = new SimulatedSession(world, "kraken", "/v2");
/// session.Send("""{"method":"subscribe","params":{"channel":"book","symbol":["BTC/USD"],"depth":25}}""");
/// foreach (WireFrame frame in session.Run(TimeSpan.FromSeconds(60))) …
/// </code>
/// </example>
public sealed class SimulatedSession
{
    private static readonly Uri NoSocket = new("ws://127.0.0.1:1/");

    private readonly SimulatedWorld world;
    private readonly SimulatedVenue venue;
    private readonly VenueClient client;
    private readonly Queue<WireFrame> received = new();

    /// <param name="path">The path of the venue's socket with its query, e.g. <c>/stream?streams=btcusdt@depth@100ms</c>.</param>
    /// <exception cref="ArgumentException">The venue is not simulated or has no socket there.</exception>
    public SimulatedSession(SimulatedWorld world, string venue, string path)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(path);
        this.world = world;
        this.venue = world.Venue(venue);
        int query = path.IndexOf('?', StringComparison.Ordinal);
        client = this.venue.Connect(query < 0 ? path : path[..query], query < 0 ? Query("") : Query(path[(query + 1)..]), (_, frame) => received.Enqueue(frame))
            ?? throw new ArgumentException($"{venue} has no socket at {path}.", nameof(path));
    }

    /// <summary>Sends a text message to the venue; its answers are the next frames.</summary>
    public void Send(string text) => client.Received(Encoding.UTF8.GetBytes(text));

    /// <summary>A REST body at this moment of the market.</summary>
    public RestReply Rest(string path, string method = "GET")
    {
        ArgumentNullException.ThrowIfNull(path);
        int query = path.IndexOf('?', StringComparison.Ordinal);
        return venue.Rest(new RestRequest(method, query < 0 ? path : path[..query], query < 0 ? Query("") : Query(path[(query + 1)..]), NoSocket));
    }

    /// <summary>What has been received and not yet been taken, without letting time pass.</summary>
    public IEnumerable<WireFrame> Take()
    {
        while (received.TryDequeue(out WireFrame? frame)) yield return frame;
    }

    /// <summary>Lets the market run for a while, step by step, and yields the frames as they come.</summary>
    public IEnumerable<WireFrame> Run(TimeSpan duration)
    {
        foreach (WireFrame frame in Take()) yield return frame;
        for (TimeSpan left = duration; left > TimeSpan.Zero; left -= Market.SimulatedMarket.StepLength)
        {
            world.Advance(Market.SimulatedMarket.StepLength);
            foreach (WireFrame frame in Take()) yield return frame;
        }
    }

    private static Dictionary<string, string> Query(string query) =>
        query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .ToDictionary(part => Uri.UnescapeDataString(part[0]), part => part.Length > 1 ? Uri.UnescapeDataString(part[1]) : "", StringComparer.Ordinal);
}
