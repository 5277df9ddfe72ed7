using Arbit.EdgeRunner.Books;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Venues;

/// <summary>One instrument as its venue streams it: the book, what was counted, and how far it is in synchronising.</summary>
public sealed class InstrumentFeed(string venueSymbol, int index)
{
    /// <summary>More trades than this in one message are none that a venue sends; where nobody takes them they are only kept over.</summary>
    private const int MostPrints = 256;

    private TradePrint _lastTrade;
    private TradePrint[] _prints = [];
    private int _printed;
    private int _tradeScale;

    /// <summary>Its name on the wire.</summary>
    public string VenueSymbol { get; } = venueSymbol;

    /// <summary>Its place among the codec's feeds.</summary>
    public int Index { get; } = index;

    /// <summary>By canonical names; null where neither the instrument list nor the wire tells base from quote.</summary>
    public Symbol? Symbol { get; set; }

    public OrderBook Book { get; } = new();

    /// <summary>Diffs that wait for a snapshot.</summary>
    public HeldDiffs Held { get; } = new();

    /// <summary>True while the held diffs are applied behind a snapshot.</summary>
    public bool IsCatchingUp { get; set; }

    /// <summary>Levels a side that the venue keeps for us; 0 for a full-depth book.</summary>
    public int Depth { get; set; }

    /// <summary>Decimals of the venue's digits, from its instrument list; -1 where they are learned from the digits.</summary>
    public int ListedPriceDecimals { get; set; } = -1;

    public int ListedQuantityDecimals { get; set; } = -1;

    /// <summary>The most decimals seen on the wire.</summary>
    public int SentPriceDecimals { get; set; }

    public int SentQuantityDecimals { get; set; }

    /// <summary>Set by a replay once a frame spoke of it.</summary>
    public bool WasSeen { get; set; }

    /// <summary>Snapshots and diffs applied.</summary>
    public long BookUpdates { get; set; }

    /// <summary>Diffs that the book already had.</summary>
    public long Duplicates { get; set; }

    public long Trades { get; set; }

    public long Quotes { get; set; }

    public long ChecksumsChecked { get; set; }

    public long ChecksumsFailed { get; set; }

    /// <summary>The newest trade, at the book's scale; forgotten where the book moved to another scale since.</summary>
    public TradePrint LastTrade
    {
        get => _tradeScale == Book.ScaleVersion ? _lastTrade : default;
        private set => (_lastTrade, _tradeScale) = (value, Book.ScaleVersion);
    }

    /// <summary>A trade, at the book's scale.</summary>
    public void Print(in TradePrint trade)
    {
        if (_tradeScale != Book.ScaleVersion || _printed == MostPrints)
            _printed = 0;
        if (_printed == _prints.Length)
            Array.Resize(ref _prints, Math.Max(4, _prints.Length * 2));
        _prints[_printed++] = trade;
        Trades++;
        LastTrade = trade;
    }

    /// <summary>The trades since they were last taken, oldest first; valid until the next one.</summary>
    public ReadOnlySpan<TradePrint> TakePrints()
    {
        var prints = _prints.AsSpan(0, _tradeScale == Book.ScaleVersion ? _printed : 0);
        _printed = 0;
        return prints;
    }

    /// <summary>Forgets what was streamed and counted, and keeps what is configured.</summary>
    public void Reset()
    {
        Book.Clear();
        Book.Sequence = 0;
        Book.Unprove(BookReason.AwaitingSnapshot);
        Held.Clear();
        BookUpdates = Duplicates = Trades = Quotes = ChecksumsChecked = ChecksumsFailed = 0;
        LastTrade = default;
        _printed = 0;
    }

    /// <summary>Compares quotes with the book where a replay asks for it; null in live.</summary>
    public IQuoteProof? QuoteProof { get; set; }
}
