using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Treasury;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Run;

/// <summary>Puts an engine together from what a run was begun with: the same one for live and for a replay.</summary>
public sealed class EngineAssembly
{
    private readonly ArbitSettings _settings;
    private readonly SessionDescription _session;
    private readonly Func<Venue, VenueCodec>? _codec;

    /// <param name="settings">What was configured.</param>
    /// <param name="session">What the run was begun with.</param>
    /// <param name="codec">Reads a venue's frames; null for the venue's own codec.</param>
    public EngineAssembly(ArbitSettings settings, SessionDescription session, Func<Venue, VenueCodec>? codec = null)
    {
        _settings = settings;
        _session = session;
        _codec = codec;
        foreach (var listed in session.Listed)
            AddVenue(listed);
    }

    public List<VenueShard> Shards { get; } = [];

    public List<TradedInstrument> Instruments { get; } = [];

    public AuditTrail Audit { get; } = new();

    public EngineCore Build(IExecutionLog log, IOrderGateway gateway, IOutbox outbox, IFactSink? facts = null) => Build(log, gateway, outbox, _settings.Engine, facts);

    /// <summary>With other rules than the settings', where a back-test cannot keep one of them.</summary>
    public EngineCore Build(IExecutionLog log, IOrderGateway gateway, IOutbox outbox, EngineSettings rules, IFactSink? facts = null)
    {
        var book = new TradeBook(Instruments, _settings.Dollars);
        book.Restore(_session.Checkpoint);
        return new EngineCore(rules, Shards, Instruments, book, log, gateway, outbox, Audit, _session.Epoch, _session.Candles, _session.IsLeased, facts, _session.HasCopy);
    }

    /// <summary>What the journal comes to, as the checkpoint that the next segment begins with.</summary>
    /// <exception cref="InvalidDataException">It is no journal of this program, or something is open where nothing is traded any more.</exception>
    public static Checkpoint Fold(IReadOnlyList<TradedInstrument> instruments, IReadOnlySet<Asset> dollars, byte[]? checkpoint, IEnumerable<byte[]> records)
    {
        var book = new TradeBook(instruments, dollars);
        if (checkpoint is not null)
            book.Restore(RecordCodec.Decode<Checkpoint>(checkpoint));
        foreach (var record in records)
            book.Apply(RecordCodec.Decode<JournalRecord>(record));
        book.RequireListed();
        return book.ToCheckpoint();
    }

    /// <summary>What is configured of a real account is a guess until it was read there.</summary>
    private FeeSchedule FeesOf(ConfiguredVenue venue, Symbol symbol)
        => _settings.Live.IsAccount ? venue.FeesOf(symbol) with { IsKnown = false } : venue.FeesOf(symbol);

    private void AddVenue(ListedVenue listed)
    {
        var venue = _settings.Venues.First(v => v.Definition.Name == listed.Venue);
        var codec = (_codec ?? venue.Definition.Codec)(venue.Definition.Venue);
        codec.SnapshotDepth = venue.Definition.Protocol(new ConnectionOptions()).SnapshotDepth;
        var shard = new VenueShard(Shards.Count, codec);
        Shards.Add(shard);
        foreach (var item in listed.Instruments)
        {
            var feed = codec.Follow(item.VenueSymbol, item.Symbol);
            feed.ListedPriceDecimals = item.PriceDecimals;
            feed.ListedQuantityDecimals = item.QuantityDecimals;
            var instrument = new Instrument(venue.Definition.Venue, item.Symbol, item.VenueSymbol, item.Tick, item.Lot, item.MinQuantity, item.MinNotional, FeesOf(venue, item.Symbol));
            var traded = new TradedInstrument(Instruments.Count, instrument, feed.Book);
            Instruments.Add(traded);
            shard.Trade(feed, traded);
        }
    }
}
