using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Instruments;
using Arbit.Money;

namespace Arbit.EdgeRunner.Replay;

/// <summary>
/// Feeds a captured stream through the codec and the books that live uses, twice: once with the venue's own quotes held against
/// the book, and once more, warm, to be timed.
/// </summary>
public sealed class CaptureReplay
{
    private readonly VenueDefinition _venue;
    private readonly Capture _capture;
    private readonly VenueCodec _codec;
    private readonly List<(InstrumentFeed Feed, byte[] Body)> _snapshots = [];

    /// <param name="venue">Whose wire format the capture is in.</param>
    /// <param name="capture">The frames.</param>
    /// <param name="snapshots">A folder of REST snapshots, each named by its venue symbol; null for none.</param>
    /// <param name="instruments">The venue's instrument list; null for none.</param>
    /// <param name="depth">Levels a side where no acknowledgement tells; 0 to learn it.</param>
    /// <exception cref="InvalidDataException">A snapshot or the instrument list is none.</exception>
    public CaptureReplay(VenueDefinition venue, Capture capture, string? snapshots, string? instruments, int depth)
    {
        _venue = venue;
        _capture = capture;
        _codec = venue.Codec(venue.Venue);
        _codec.FollowsAll = true;
        _codec.HoldsDiffs = false;
        _codec.AssumedDepth = depth;
        if (snapshots is not null)
            ReadSnapshots(snapshots);
        if (instruments is not null)
            ReadInstruments(instruments);
    }

    public ReplayReport Run()
    {
        foreach (var (feed, _) in _snapshots)
            feed.QuoteProof = _venue.QuoteProof?.Invoke();
        LoadSnapshots();
        Decode(attachProofs: true, out var ignored, out var malformed);
        if (_capture.Count == 0 || malformed == _capture.Count)
            throw new InvalidDataException("it holds no frame of JSON, so it is no capture");
        var instruments = _codec.Feeds.Where(IsStreamed).Select(Describe).ToList();

        foreach (var feed in _codec.Feeds)
        {
            feed.QuoteProof = null;
            feed.Reset();
        }

        LoadSnapshots();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        Decode(attachProofs: false, out _, out _);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return new ReplayReport(
            _venue.Name,
            _capture.Count,
            ignored,
            malformed,
            Math.Round(seconds, 6),
            Math.Round(_capture.Count / Math.Max(seconds, 1e-9)),
            Math.Round((double)allocated / _capture.Count, 3),
            instruments);
    }

    private static bool IsStreamed(InstrumentFeed feed)
        => feed.BookUpdates > 0 || feed.Trades > 0 || feed.Quotes > 0 || feed.WasSeen;

    private void Decode(bool attachProofs, out long ignored, out long malformed)
    {
        ignored = 0;
        malformed = 0;
        var known = 0;
        for (var i = 0; i < _capture.Count; i++)
        {
            var frame = _capture.Frame(i, out var length);
            var outcome = _codec.Decode(frame, length);
            switch (outcome.Kind)
            {
                case FrameKind.Malformed:
                    malformed++;
                    break;
                case FrameKind.Ignored or FrameKind.Control or FrameKind.Acknowledged or FrameKind.Refused or FrameKind.Instruments:
                    ignored++;
                    break;
            }

            if (outcome.Feed is { } feed)
                feed.WasSeen = true;
            for (; attachProofs && known < _codec.Feeds.Count; known++)
                _codec.Feeds[known].QuoteProof ??= _venue.QuoteProof?.Invoke();
        }
    }

    private void LoadSnapshots()
    {
        foreach (var (feed, body) in _snapshots)
        {
            var outcome = _codec.Load(feed, body);
            if (outcome.Kind == FrameKind.Malformed)
                throw new InvalidDataException($"the snapshot of {feed.VenueSymbol} is none: {outcome.Fault}");
        }
    }

    private void ReadSnapshots(string folder)
    {
        foreach (var (venueSymbol, body) in SnapshotFolder.Read(folder))
            _snapshots.Add((_codec.Follow(venueSymbol), body));
    }

    private void ReadInstruments(string path)
    {
        foreach (var listed in ReadList(path))
        {
            var feed = _codec.Follow(listed.VenueSymbol, listed.Symbol);
            feed.ListedPriceDecimals = listed.PriceDecimals;
            feed.ListedQuantityDecimals = listed.QuantityDecimals;
        }
    }

    private IReadOnlyList<ListedInstrument> ReadList(string path)
    {
        var body = Capture.ReadAll(path);
        try
        {
            using var document = JsonDocument.Parse(body);
            return _venue.Instruments(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or InvalidDataException
            or FormatException or ArgumentException or ArithmeticException)
        {
            // Their messages quote the file, line breaks and all.
            throw new InvalidDataException($"{path} is no instrument list of {_venue.Name}: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private static ReplayedInstrument Describe(InstrumentFeed feed)
    {
        var book = feed.Book;
        return new ReplayedInstrument(
            feed.VenueSymbol,
            feed.Symbol?.ToString(),
            feed.BookUpdates,
            feed.Duplicates,
            feed.Trades,
            feed.Quotes,
            book.Breaks,
            new ChecksumCount(feed.ChecksumsChecked, feed.ChecksumsFailed),
            new QuoteCheckCount(feed.QuoteProof?.Checked ?? 0, feed.QuoteProof?.Different ?? 0),
            CamelCase(book.State.ToString()),
            book.Reason == BookReason.None ? null : CamelCase(book.Reason.ToString()),
            book.Bids.Count,
            book.Asks.Count,
            ProvenTo(book, book.Bids),
            ProvenTo(book, book.Asks),
            Best(book, book.Bids),
            Best(book, book.Asks));
    }

    private static string? ProvenTo(OrderBook book, BookSide side)
        => book.State == BookState.Proven && side.IsProofBounded ? new Exact(side.ProvenTo, book.PriceDecimals).ToString() : null;

    private static List<string[]> Best(OrderBook book, BookSide side)
    {
        var levels = new List<string[]>();
        for (var i = 0; i < Math.Min(10, side.Count); i++)
            levels.Add([new Exact(side.Price(i), book.PriceDecimals).ToString(), new Exact(side.Quantity(i), book.QuantityDecimals).ToString()]);
        return levels;
    }

    private static string CamelCase(string name) => char.ToLower(name[0], CultureInfo.InvariantCulture) + name[1..];
}
