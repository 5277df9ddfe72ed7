using System.Globalization;
using System.Text;
using System.Text.Json;
using Arbit.EdgeRunner.Replay;
using Arbit.EdgeRunner.Scanner;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Instruments;

namespace Arbit.EdgeRunner.Backtest.Captures;

/// <summary>
/// A folder with VENUE.jsonl[.gz], VENUE.recv_ts_ns.txt[.gz], VENUE.rest_snapshots and VENUE.instruments.json of any of the known
/// venues. Only the stream is needed; what else is missing, cut or wrong is done without, and said.
/// </summary>
public sealed class FolderCapture : ICapture
{
    private const long Millisecond = 1_000_000;

    /// <summary>For streams of which nothing tells when they were received.</summary>
    private const long Undated = 1_577_836_800_000 * Millisecond;

    private readonly string _folder;
    private readonly List<FolderStream> _streams = [];
    private readonly List<string> _assumptions = [];

    private FolderCapture(string folder) => _folder = folder;

    public string Name => _folder;

    public IReadOnlyList<CapturedVenue> Venues => _streams.Select(stream => stream.Venue).ToList();

    public IReadOnlyList<string> Assumptions => _assumptions;

    public CandleHistory? Candles => null;

    /// <param name="folder">Where the files are.</param>
    /// <param name="only">Only this venue of it; null for all.</param>
    /// <exception cref="InvalidDataException">There is no stream of a known venue.</exception>
    /// <exception cref="IOException">A stream cannot be read.</exception>
    public static FolderCapture Read(string folder, string? only = null)
    {
        var capture = new FolderCapture(folder);
        var read = new List<(VenueDefinition Venue, Capture Frames, ReceiveTimes? Times)>();
        foreach (var venue in VenueCatalog.All.Where(venue => only is null || venue.Name == only))
        {
            if (LenientFile.Find(folder, $"{venue.Name}.jsonl") is not { } path)
                continue;
            read.Add((venue, capture.ReadFrames(path), capture.ReadTimes(venue.Name)));
        }

        if (read.Count == 0)
            throw new InvalidDataException($"{folder} holds no VENUE.jsonl or VENUE.jsonl.gz of a known venue ({VenueCatalog.Names}), and no recording");
        capture.TellOthers();
        capture.Place(read);
        return capture;
    }

    public IMarketTape Open()
        => new MergedTape(_streams.Select((stream, i) => ((IMarketTape)new FolderTape(stream, i), (Func<int, int>)(venue => venue))).ToList());

    private Capture ReadFrames(string path)
    {
        var content = LenientFile.Read(path, out var isCut);
        if (content.Length == 0)
            throw new InvalidDataException($"{path} holds no frame: leave it out, or take the capture again");
        if (isCut || content[^1] != (byte)'\n')
            TellCut(path, content, isCut);
        return Capture.Of(content);
    }

    private void TellCut(string path, byte[] content, bool isCut)
    {
        var last = content.AsSpan(content.AsSpan().LastIndexOf((byte)'\n') + 1);
        if (isCut || !IsJson(last))
            _assumptions.Add($"{path} breaks off at byte {content.Length}, in the middle of a line: it is used up to there.");
    }

    private static bool IsJson(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            reader.Read();
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private ReceiveTimes? ReadTimes(string venue)
    {
        if (ReceiveTimes.Find(_folder, venue) is not { } path)
            return null;
        var times = ReceiveTimes.Read(LenientFile.Read(path, out var isCut));
        if (isCut)
            _assumptions.Add($"{path} breaks off; what it tells until there is used.");
        if (times.Repaired > 0)
            _assumptions.Add($"{times.Repaired} lines of {path} are no time, or one that goes back: they count as received with the line before.");
        return times.Times.Count == 0 ? null : times;
    }

    private void TellOthers()
    {
        var known = VenueCatalog.All.Select(venue => venue.Name).ToHashSet(StringComparer.Ordinal);
        var others = Directory.EnumerateFiles(_folder)
            .Select(Path.GetFileName)
            .Where(name => name!.EndsWith(".jsonl", StringComparison.Ordinal) || name.EndsWith(".jsonl.gz", StringComparison.Ordinal))
            .Where(name => !known.Contains(name!.Split('.')[0]) || name.Split('.').Length > (name.EndsWith(".gz", StringComparison.Ordinal) ? 3 : 2))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (others.Count > 0)
            _assumptions.Add($"{string.Join(", ", others)} in {_folder}: not a stream of a known venue ({VenueCatalog.Names}), left out.");
    }

    /// <summary>Gives every stream its times: those without a date begin with the others, those without times are spread evenly over them.</summary>
    private void Place(List<(VenueDefinition Venue, Capture Frames, ReceiveTimes? Times)> read)
    {
        var dated = read.Where(stream => stream.Times is { IsDated: true }).Select(stream => stream.Times!).ToList();
        var from = dated.Count > 0 ? dated.Min(times => times.Times[0]) : Undated;
        var until = dated.Count > 0 ? dated.Max(times => times.Times[^1]) : 0;
        foreach (var (venue, frames, times) in read)
        {
            long shift = 0;
            if (times is null)
            {
                _assumptions.Add($"{venue.Name}: no receive times; its {frames.Count} frames are spread evenly over {(until > from ? "the time of the others" : "ten milliseconds each")}.");
            }
            else if (!times.IsDated)
            {
                shift = from - times.Times[0];
                _assumptions.Add($"{venue.Name}: its receive times are of a clock without a date; they begin with {(dated.Count > 0 ? "the others" : Text(from))}.");
            }

            if (times is not null && times.Times.Count != frames.Count)
                _assumptions.Add($"{venue.Name}: {frames.Count} frames and {times.Times.Count} receive times; {(times.Times.Count < frames.Count ? "the last frames follow at the pace of the others" : "the times too many are left out")}.");
            var spread = ReceiveTimes.Spread(times?.Times ?? [], frames.Count, from, until > from ? until : from + (10 * Millisecond * frames.Count));
            for (var i = 0; i < spread.Length; i++)
                spread[i] += shift;
            var listed = ReadInstruments(venue);
            var snapshots = ReadSnapshots(venue, spread, shift, isTimed: times is not null, out var depth);
            _streams.Add(new FolderStream(new CapturedVenue(venue, listed, IsComplete: false, depth), frames, spread, snapshots));
        }
    }

    private static string Text(long time) => DateTimeOffset.UnixEpoch.AddTicks(time / 100).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private IReadOnlyList<ListedInstrument> ReadInstruments(VenueDefinition venue)
    {
        if (LenientFile.Find(_folder, $"{venue.Name}.instruments.json") is not { } path)
            return [];
        try
        {
            using var document = JsonDocument.Parse(LenientFile.Read(path, out _));
            return venue.Instruments(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or InvalidDataException
            or FormatException or ArgumentException or ArithmeticException or IOException)
        {
            _assumptions.Add($"{path} is no instrument list of {venue.Name} ({e.Message.ReplaceLineEndings(" ")}): done without.");
            return [];
        }
    }

    /// <summary>
    /// Each when INDEX.tsv says that it was received, where that is while the stream ran; else before the first frame. It is used
    /// only from the diff on that follows it, so that coming early tells nothing that was not known.
    /// </summary>
    private List<(long Time, byte[] Payload)> ReadSnapshots(VenueDefinition venue, long[] times, long shift, bool isTimed, out int depth)
    {
        depth = 0;
        var folder = Path.Combine(_folder, $"{venue.Name}{SnapshotFolder.Suffix}");
        if (!venue.Codec(venue.Venue).NeedsSnapshot)
            return [];
        if (!Directory.Exists(folder))
        {
            _assumptions.Add($"{venue.Name}: no {venue.Name}{SnapshotFolder.Suffix}; its books cannot be proven, and nothing is traded there.");
            return [];
        }

        var index = SnapshotIndex.Read(folder);
        depth = index.Depth;
        var snapshots = new List<(long Time, byte[] Payload)>();
        foreach (var (venueSymbol, body) in SnapshotsIn(folder))
        {
            var from = times.Length == 0 ? 0 : times[0];
            var received = isTimed && index.ReceivedAt(venueSymbol) is { } at ? at + shift : from;
            if (times.Length == 0 || received < from || received > times[^1])
                received = from;
            snapshots.Add((received, [.. Encoding.UTF8.GetBytes(venueSymbol), 0, .. body]));
        }

        return snapshots.OrderBy(snapshot => snapshot.Time).ToList();
    }

    private List<(string VenueSymbol, byte[] Body)> SnapshotsIn(string folder)
    {
        try
        {
            return SnapshotFolder.Read(folder).ToList();
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            _assumptions.Add($"{folder} cannot be read ({e.Message.ReplaceLineEndings(" ")}): done without.");
            return [];
        }
    }
}
