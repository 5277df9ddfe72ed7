using System.Diagnostics.CodeAnalysis;
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
        (string plain, Dictionary<string, string> query) = Split(path);
        client = this.venue.Connect(plain, query, (_, frame) => received.Enqueue(frame))
            ?? throw new ArgumentException($"{venue} has no socket at {path}.", nameof(path));
    }

    /// <summary>Sends a text message to the venue; its answers are the next frames.</summary>
    public void Send(string text) => client.Hear(Encoding.UTF8.GetBytes(text));

    /// <summary>A REST body at this moment of the market.</summary>
    public RestReply Rest(string path, string method = "GET")
    {
        ArgumentNullException.ThrowIfNull(path);
        (string plain, Dictionary<string, string> query) = Split(path);
        return venue.Rest(new RestRequest(method, plain, query, NoSocket));
    }

    /// <summary>The oldest frame received and not yet taken; false where there is none.</summary>
    public bool TryTake([NotNullWhen(true)] out WireFrame? frame) => received.TryDequeue(out frame);

    /// <summary>What has been received and not yet been taken, without letting time pass.</summary>
    public IEnumerable<WireFrame> Take()
    {
        while (received.TryDequeue(out WireFrame? frame)) yield return frame;
    }

    /// <summary>Nothing comes any more; what was received can still be taken.</summary>
    public void Close() => venue.Disconnect(client);

    /// <summary>Lets the market run for a while, step by step, and yields the frames as they come.</summary>
    public IEnumerable<WireFrame> Run(TimeSpan duration)
    {
        foreach (WireFrame frame in Take()) yield return frame;
        for (TimeSpan left = duration; left > TimeSpan.Zero; left -= world.Market.Step)
        {
            world.Advance(world.Market.Step);
            foreach (WireFrame frame in Take()) yield return frame;
        }
    }

    private static (string Path, Dictionary<string, string> Query) Split(string path)
    {
        string[] halves = path.Split('?', 2);
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string part in halves.Length < 2 ? [] : halves[1].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=', 2);
            query[Uri.UnescapeDataString(pair[0])] = pair.Length < 2 ? "" : Uri.UnescapeDataString(pair[1]);
        }

        return (halves[0], query);
    }
}
