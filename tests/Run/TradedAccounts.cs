using System.Globalization;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Journal;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Run;

/// <summary>
/// Reads what a run left on the disk, all journal segments and the paper venue's own log, and adds it up again in plain decimals,
/// with nothing of the ledger: opening balances and fills on one side, the program's own checkpoints on the other.
/// </summary>
internal sealed class TradedAccounts
{
    private readonly List<string> _intended = [];
    private readonly Dictionary<string, OrderAdvanced> _fills = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrderIntended> _intents = new(StringComparer.Ordinal);
    private readonly HashSet<(long, long)> _openCycles = [];

    private TradedAccounts()
    {
    }

    public int Segments { get; private set; }

    public int Cycles { get; private set; }

    public int Orders => _intended.Count;

    /// <summary>Every order, with its id and when it was decided on.</summary>
    public IReadOnlyCollection<OrderIntended> Intents => _intents.Values;

    /// <summary>Orders that were learnt from the venues, because their journal was lost.</summary>
    public int AdoptedOrders { get; private set; }

    public int OpenCycles => _openCycles.Count;

    /// <summary>Orders that the paper venue filled, wholly or in part.</summary>
    public int VenueFills { get; private set; }

    public SortedDictionary<string, decimal> Opening { get; private set; } = [];

    /// <summary>As the newest segment begins.</summary>
    public SortedDictionary<string, decimal> Checkpointed { get; private set; } = [];

    /// <summary>Opening balances and what the paper venue says it filled.</summary>
    public SortedDictionary<string, decimal> ByVenue { get; private set; } = [];

    /// <summary>Reads everything and requires what has to hold at any moment, crashed or not.</summary>
    public static TradedAccounts Read(TradedData data)
    {
        var accounts = ReadJournal(data);
        accounts.ReadVenue(File.Exists(data.PaperVenueLog) ? RecordsOf(data.PaperVenueLog) : []);
        return accounts;
    }

    /// <summary>The program's own side alone, where its venues are not in its process.</summary>
    public static TradedAccounts ReadJournal(TradedData data)
    {
        var accounts = new TradedAccounts();
        var files = Directory.GetFiles(data.Journal, "journal-*.log").Order(StringComparer.Ordinal).ToList();
        foreach (var file in files)
            accounts.ReadSegment(RecordsOf(file));
        Assert.Equal(accounts._intended.Count, accounts._intended.Distinct(StringComparer.Ordinal).Count());
        return accounts;
    }

    private static List<byte[]> RecordsOf(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var reader = new FrameReader(stream);
        reader.ReadBytes(8);
        var records = new List<byte[]>();
        while (reader.Read(out var payload) == FrameStatus.Whole)
            records.Add(payload.ToArray());
        return records;
    }

    private static decimal Number(object money) => decimal.Parse(money.ToString()!, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static SortedDictionary<string, decimal> BalancesOf(IEnumerable<RecordedBalance> recorded)
    {
        var balances = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var balance in recorded)
            balances[$"{balance.Place} {balance.Asset}"] = Number(balance.Amount);
        return balances;
    }

    private static void Book(SortedDictionary<string, decimal> balances, string venue, Symbol symbol, Side side, decimal quantity, decimal notional, decimal fee, Asset feeAsset)
    {
        var sign = side == Side.Buy ? 1 : -1;
        Add(balances, venue, symbol.Base, sign * quantity);
        Add(balances, venue, symbol.Quote, -sign * notional);
        if (fee != 0)
            Add(balances, venue, feeAsset, -fee);
    }

    private static void Add(SortedDictionary<string, decimal> balances, string venue, Asset asset, decimal change)
    {
        if (change != 0)
            balances[$"{venue} {asset}"] = balances.GetValueOrDefault($"{venue} {asset}") + change;
    }

    private void ReadSegment(List<byte[]> records)
    {
        Segments++;
        var checkpoint = RecordCodec.Decode<Checkpoint>(records[0]);
        Checkpointed = BalancesOf(checkpoint.Balances);
        if (Segments == 1)
            Opening = Checkpointed;

        // What the run before had booked when it ended, however it ended, is what this one goes on from.
        Assert.Equal(ByJournal(), Checkpointed);
        foreach (var record in records.Skip(1).Select(bytes => RecordCodec.Decode<JournalRecord>(bytes)))
            Take(record);
    }

    private SortedDictionary<string, decimal> ByJournal()
    {
        var balances = new SortedDictionary<string, decimal>(Opening, StringComparer.Ordinal);
        foreach (var (id, fill) in _fills)
        {
            var order = _intents[id];
            Book(balances, order.Venue.Name, order.Symbol, order.Side, Number(fill.Filled), Number(fill.FilledNotional), Number(fill.Fee), fill.FeeAsset);
        }

        return balances;
    }

    private void Take(JournalRecord record)
    {
        switch (record)
        {
            case CycleOpened opened:
                Cycles++;
                Assert.True(_openCycles.Add((opened.Epoch, opened.Cycle)), $"cycle {opened.Epoch}-{opened.Cycle} was opened twice");
                break;
            case CycleClosed closed:
                Assert.True(_openCycles.Remove((closed.Epoch, closed.Cycle)), $"cycle {closed.Epoch}-{closed.Cycle} was closed without being open");
                break;
            case Adopted adopted:
                Adopt(adopted);
                break;
            case OrderIntended intended:
                _intended.Add(intended.Id);
                _intents[intended.Id] = intended;
                break;
            case OrderAdvanced advanced:
                _fills[advanced.Id] = advanced;
                break;
        }
    }

    /// <summary>From here on the balances are the venues' own: they hold what the adopted orders had filled until then.</summary>
    private void Adopt(Adopted adopted)
    {
        AdoptedOrders += adopted.Orders.OfType<OrderIntended>().Count();
        Opening = BalancesOf(adopted.Balances);
        foreach (var record in adopted.Orders)
            Take(record);
        foreach (var fill in _fills.Values)
        {
            var order = _intents[fill.Id];
            Book(Opening, order.Venue.Name, order.Symbol, order.Side == Side.Buy ? Side.Sell : Side.Buy, Number(fill.Filled), Number(fill.FilledNotional), -Number(fill.Fee), fill.FeeAsset);
        }
    }

    private void ReadVenue(List<byte[]> records)
    {
        var last = new Dictionary<string, PaperOrder>(StringComparer.Ordinal);
        foreach (var order in records.Where(bytes => !bytes.AsSpan().StartsWith("{\"opened\""u8)).Select(bytes => RecordCodec.Decode<PaperOrder>(bytes)))
        {
            Assert.True(order.Arrived || !last.ContainsKey(order.Id), $"the venue was sent order {order.Id} twice");
            Assert.True(!last.TryGetValue(order.Id, out var known) || !known.Done, $"the venue ended order {order.Id} twice");
            Assert.True(_intents.ContainsKey(order.Id), $"order {order.Id} reached the venue without an intent in the journal");
            last[order.Id] = order;
        }

        // The venue's own account of what it began with, so that nothing of the journal is in this sum.
        ByVenue = BalancesOf(records.Where(bytes => bytes.AsSpan().StartsWith("{\"opened\""u8)).SelectMany(bytes => RecordCodec.Decode<PaperOpening>(bytes).Balances));
        foreach (var order in last.Values.Where(order => !order.Filled.IsZero))
        {
            VenueFills++;
            Book(ByVenue, order.Venue, order.Symbol, order.Side, Number(order.Filled), Number(order.FilledNotional), Number(order.Fee), order.FeeAsset);
            if (_fills.TryGetValue(order.Id, out var booked))
                Assert.True(booked.Filled <= order.Filled, $"of {order.Id} {booked.Filled} were booked, and the venue filled {order.Filled}");
        }

        foreach (var id in _fills.Keys)
            Assert.True(last.ContainsKey(id), $"a fill of {id} was booked that the venue knows nothing of");
    }
}
