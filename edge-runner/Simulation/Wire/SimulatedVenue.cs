using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Wire;

/// <summary>
/// One venue's public face over the market: turns book events into its frames, answers its REST paths, and understands
/// its subscriptions. Pure apart from its own state; the transport and the clock are somebody else's. Not thread-safe:
/// whoever advances the market also calls this.
/// </summary>
public abstract class SimulatedVenue(string name, SimulatedMarket market)
{
    private readonly List<VenueClient> clients = [];
    private readonly List<WireFrame> pending = [];

    public string Name => name;

    /// <summary>The account behind its private paths; null where nobody has one, and every key is unknown.</summary>
    public SimulatedAccount? Account { get; private set; }

    /// <summary>What its private paths outside trading are about; null where it has none, and every such path is unknown.</summary>
    public SimulatedFunding? Funding { get; internal set; }

    protected SimulatedMarket Market => market;

    /// <summary>This venue's books.</summary>
    protected IReadOnlyList<SimulatedBook> Books { get; } =
        [.. market.Books.Where(book => string.Equals(book.Instrument.Venue, name, StringComparison.Ordinal))];

    /// <summary>To so many decimals the venue tells what a fill cost, and books it: what is left over is nobody's.</summary>
    protected virtual int NotionalDecimals => Amount.Decimals;

    /// <summary>Clients now connected.</summary>
    public int ClientCount => clients.Count;

    public abstract RestReply Rest(RestRequest request);

    /// <summary>
    /// A new connection to a path of the venue's socket; null where the venue has no socket there. Frames for it go to
    /// <paramref name="deliver"/> until <see cref="Disconnect"/>.
    /// </summary>
    public VenueClient? Connect(string path, IReadOnlyDictionary<string, string> query, Action<VenueClient, WireFrame> deliver)
    {
        VenueClient? client = Open(path, query, deliver);
        if (client is null) return null;
        clients.Add(client);
        client.Opened();
        return client;
    }

    /// <summary>Opens the account that the private paths and streams are about.</summary>
    public void Open(SimulatedAccountOptions options)
    {
        Account = new SimulatedAccount(name, market, options, NotionalDecimals);
        Account.Happened += OnAccount;
    }

    public void Disconnect(VenueClient client) => clients.Remove(client);

    /// <summary>Nothing more comes of these topics to the clients of now, whose connections stay up otherwise (lesson L18).</summary>
    /// <param name="topic">Its name; or where a topic is a channel and a symbol, the channel.</param>
    /// <param name="untilReconnected">Subscribing again does not help either.</param>
    public void Silence(string topic, bool untilReconnected = false)
    {
        foreach (VenueClient client in clients)
        {
            client.IsDeaf |= untilReconnected;
            client.Silenced.UnionWith(client.Topics.Where(each => each == topic || each.StartsWith(topic + ' ', StringComparison.Ordinal)));
        }
    }

    /// <summary>
    /// To be called after each step of the market: encodes the step's events that anybody wants and hands them out.
    /// <paramref name="lost"/> says of a frame whether a fault keeps it from everyone.
    /// </summary>
    public void Publish(Func<WireFrame, bool>? lost = null)
    {
        Account?.Step();
        pending.Clear();
        Encode(pending);
        foreach (WireFrame frame in pending)
        {
            if (lost is not null && lost(frame)) continue;
            foreach (VenueClient client in clients)
            {
                if (client.Topics.Contains(frame.Topic) && !client.Silenced.Contains(frame.Topic)) client.Deliver(frame);
            }
        }
    }

    protected abstract VenueClient? Open(string path, IReadOnlyDictionary<string, string> query, Action<VenueClient, WireFrame> deliver);

    /// <summary>Appends the frames of the step that was just made; only of topics that are <see cref="Wanted"/>.</summary>
    protected abstract void Encode(List<WireFrame> frames);

    /// <summary>Something happened in the account: the venue tells its private streams.</summary>
    protected virtual void OnAccount(AccountNews news)
    {
    }

    /// <summary>Hands a frame to every client of its topic, at once.</summary>
    protected void DeliverTo(string topic, Func<VenueClient, byte[]> frame)
    {
        foreach (VenueClient client in clients.Where(client => client.Topics.Contains(topic)).ToList())
            client.Deliver(new WireFrame(market.Now, name, topic, "", WireFrameKind.Control, frame(client)));
    }

    protected bool Wanted(string topic)
    {
        foreach (VenueClient client in clients)
        {
            if (client.Topics.Contains(topic)) return true;
        }

        return false;
    }
}
