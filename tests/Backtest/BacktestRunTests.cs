using System.Globalization;
using Arbit.EdgeRunner.Backtest;
using Arbit.EdgeRunner.Simulation;
using Arbit.Money;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Backtest;

/// <summary>The whole bot over a folder from simulated venues: what it says adds up, and whatever is missing is done without and said.</summary>
public sealed class BacktestRunTests(ITestOutputHelper output)
{
    private const double Seconds = 20;

    [Fact]
    public void A_folder_is_traded_twice_alike_and_everything_adds_up()
    {
        using var capture = All();
        var first = Run(capture.Path);
        Assert.Equal(first.DecisionsHash, Run(capture.Path).DecisionsHash);
        output.WriteLine($"{first.Cycles} {first.Pnl.Realised} of {first.Pnl.Expected}");

        Assert.True(first.Simulated);
        Assert.Equal(3, first.Venues.Count);
        Assert.All(first.Venues, venue => Assert.Equal((0L, 0L), (venue.Malformed, venue.Breaks)));
        Assert.All(first.Venues, venue => Assert.True(venue.UptimeShare > 0.7, $"{venue}"));
        Assert.Equal(first.Frames, first.Venues.Sum(venue => venue.Frames));
        Assert.True(first.Cycles.Attempted > 3);
        Assert.Equal(first.Cycles.Attempted, first.Cycles.Completed + first.Cycles.Recovered + first.Cycles.Unwound + first.Cycles.Held + first.Cycles.Missed + first.Cycles.Open);
        Assert.Equal(first.Opportunities.Seen, first.Opportunities.Taken + first.Opportunities.Refused.Values.Sum());
        Assert.Equal(first.Opportunities.Taken, first.Cycles.Attempted);
        Assert.Equal(0, first.Ledger.Breaks);
        Assert.True(first.Ledger.Checks > 0);
        var pnl = first.Pnl;
        Assert.Equal(
            Amount.Parse(pnl.Realised),
            Amount.Parse(pnl.Expected) - Amount.Parse(pnl.Slippage) - Amount.Parse(pnl.FeeDifference) - Amount.Parse(pnl.Recovery) - Amount.Parse(pnl.Unfilled)
            - Amount.Parse(pnl.Held) - Amount.Parse(pnl.Basis) - Amount.Parse(pnl.Rounding));
        Assert.All(first.Legs, leg => Assert.True(leg.FillRate is null or (>= 0 and <= 1), $"{leg}"));
        Assert.Contains(first.Assumptions, assumption => assumption.Contains("20 ms after the decision", StringComparison.Ordinal));
    }

    [Fact]
    public void Packed_files_and_other_units_of_time_are_the_same_capture()
    {
        using var capture = All();
        var plain = Run(capture.Path);
        capture.Pack("kraken.jsonl");
        capture.Pack("binance.instruments.json");
        Rewrite(capture, "kraken", nanoseconds => nanoseconds / 1_000m, "recv_ts_ns.txt");
        Rewrite(capture, "binance", nanoseconds => nanoseconds / 1_000_000_000m, "recv_ts.txt");
        capture.Remove("binance.recv_ts_ns.txt");
        capture.Pack("kucoin.recv_ts_ns.txt");
        Assert.Equal(plain.DecisionsHash, Run(capture.Path).DecisionsHash);
    }

    [Fact]
    public void Without_receive_times_frames_are_spread_evenly()
    {
        using var capture = All();
        capture.Remove("kraken.recv_ts_ns.txt");
        var result = Run(capture.Path);
        Says(result, "kraken: no receive times");
        Assert.True(result.Venues.First(venue => venue.Venue == "kraken").UptimeShare > 0.7);
    }

    [Fact]
    public void Without_snapshots_a_book_is_never_proven_and_nothing_is_traded_there()
    {
        using var capture = All();
        capture.Remove("binance.rest_snapshots");
        var result = Run(capture.Path);
        Says(result, "binance: no binance.rest_snapshots");
        Says(result, "Not proven at the end");
        Assert.Equal(0, result.Venues.First(venue => venue.Venue == "binance").UptimeShare);
        Assert.DoesNotContain(result.Legs, leg => leg.Venue == "binance");
        Assert.True(result.Cycles.Attempted > 0);
    }

    [Fact]
    public void Without_lists_instruments_are_taken_from_the_streams()
    {
        using var capture = All();
        foreach (var venue in VenueNames.All)
            capture.Remove($"{venue}.instruments.json");
        var result = Run(capture.Path);
        Says(result, "binance: not in an instrument list");
        Says(result, "BTCUSDT as BTC/USDT");
        Says(result, "BTC-USDT as BTC/USDT");
        Assert.True(result.Cycles.Attempted > 0);
    }

    [Fact]
    public void A_list_that_is_none_is_done_without()
    {
        using var capture = All();
        File.WriteAllText(capture.File("kucoin.instruments.json"), "{\"data\":");
        Says(Run(capture.Path), "kucoin.instruments.json is no instrument list of kucoin");
    }

    [Fact]
    public void A_stream_that_breaks_off_in_a_line_is_used_up_to_there()
    {
        using var capture = All();
        var content = File.ReadAllBytes(capture.File("kucoin.jsonl"));
        File.WriteAllBytes(capture.File("kucoin.jsonl"), content[..(content.Length * 2 / 3)]);
        var result = Run(capture.Path);
        Says(result, "in the middle of a line");
        Says(result, "the times too many are left out");
        Assert.Equal(1, result.Venues.First(venue => venue.Venue == "kucoin").Malformed);
        Assert.True(result.Cycles.Attempted > 0);
    }

    [Fact]
    public void Fewer_times_than_frames_go_on_at_their_pace()
    {
        using var capture = All();
        var times = File.ReadAllLines(capture.File("kraken.recv_ts_ns.txt"));
        File.WriteAllLines(capture.File("kraken.recv_ts_ns.txt"), times[..(times.Length / 2)]);
        Says(Run(capture.Path), "the last frames follow at the pace of the others");
    }

    [Fact]
    public void A_packed_stream_that_was_cut_is_used_up_to_there()
    {
        using var capture = All();
        capture.Pack("kraken.jsonl");
        var packed = File.ReadAllBytes(capture.File("kraken.jsonl.gz"));
        File.WriteAllBytes(capture.File("kraken.jsonl.gz"), packed[..(packed.Length / 2)]);
        var result = Run(capture.Path);
        Says(result, "kraken.jsonl.gz breaks off");
        Assert.True(result.Venues.First(venue => venue.Venue == "kraken").Frames > 0);
    }

    [Fact]
    public void What_is_not_configured_gets_a_paper_balance_and_is_traded()
    {
        using var capture = All();
        var options = SimulatedCapture.Options();
        options.Venues = [options.Venues[1]];
        options.Venues[0].Balances.Remove("SOL");
        var result = BacktestRun.Run(new BacktestOptions([capture.Path], options, new Dictionary<Asset, Amount> { [new Asset("BTC")] = Amount.Parse("0.5") })).Result;
        Says(result, "No account is configured at binance, kucoin");
        Says(result, "SOL at kraken");
        Says(result, "1000 USDT at binance");
        Assert.DoesNotContain(result.Assumptions, assumption => assumption.Contains(" BTC at kraken", StringComparison.Ordinal));
        Assert.Contains(result.Legs, leg => leg.Venue != "kraken");
    }

    [Fact]
    public void Folders_that_overlap_and_share_no_venue_are_one_capture()
    {
        using var capture = All();
        var whole = Run(capture.Path);
        using var other = new SimulatedCapture(1, 0.1, VenueNames.Kraken);
        other.Remove("kraken.jsonl");
        other.Remove("kraken.recv_ts_ns.txt");
        other.Remove("kraken.instruments.json");
        capture.MoveTo(other.Path, "kraken");
        var merged = Run(capture.Path, other.Path);
        Says(merged, "they are merged by receive time");
        Assert.Equal(whole.DecisionsHash, merged.DecisionsHash);
    }

    [Fact]
    public void Captures_of_one_venue_are_run_one_after_the_other()
    {
        using var capture = All();
        var once = Run(capture.Path);
        var twice = Run(capture.Path, capture.Path);
        Says(twice, "one after the other");
        Says(twice, "older than what is run before it");
        Assert.Equal(once.Frames * 2, twice.Frames);
        Assert.True(twice.Cycles.Attempted > once.Cycles.Attempted);
        Assert.Equal(0, twice.Ledger.Breaks);
    }

    [Fact]
    public void Nothing_of_a_known_venue_is_an_error_that_says_what_is_wanted()
    {
        var folder = Directory.CreateTempSubdirectory("arbit-capture-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "coinbase.jsonl"), "{}\n");
            var error = Assert.Throws<InvalidDataException>(() => Run(folder.FullName));
            Assert.Contains("VENUE.jsonl", error.Message, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder.FullName, "kraken.jsonl"), "{\"channel\":\"heartbeat\"}\n");
            error = Assert.Throws<InvalidDataException>(() => Run(folder.FullName));
            Assert.Contains("no frame there speaks of an instrument", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [SkippableFact]
    public void Real_captures_of_two_years_run_as_one_folder()
    {
        var folder = Directory.CreateTempSubdirectory("arbit-capture-");
        try
        {
            Link(folder, "binance", "binance/ws_spot_10sym_20210405", ".jsonl.gz", ".recv_ts.txt.gz", ".rest_snapshots");
            Link(folder, "kucoin", "kucoin/ws_6sym_20210425", ".jsonl.gz", ".recv_ts.txt.gz", ".rest_snapshots");
            Link(folder, "kraken", "kraken/ws_v2_btcusd_book10_resub_20260801", ".jsonl.gz", ".recv_ts_ns.txt.gz");
            var result = BacktestRun.Run(new BacktestOptions([folder.FullName], SimulatedCapture.Options(), new Dictionary<Asset, Amount>())).Result;
            Assert.Equal((11_357L, 377L, 3_385L), (FramesOf(result, "binance"), FramesOf(result, "kraken"), FramesOf(result, "kucoin")));
            Assert.All(result.Venues, venue => Assert.Equal(0, venue.Malformed));
            Assert.All(result.Venues, venue => Assert.True(venue.UptimeShare > 0.9, $"{venue}"));
            Says(result, "kraken: its receive times are of a clock without a date");
            Says(result, "passed over");
            Assert.Equal(0, result.Ledger.Breaks);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static SimulatedCapture All() => new(Seeds.Current, Seconds, VenueNames.Binance, VenueNames.Kraken, VenueNames.Kucoin);

    private static BacktestResult Run(params string[] captures) => BacktestRun.Run(new BacktestOptions(captures, SimulatedCapture.Options(), new Dictionary<Asset, Amount>())).Result;

    private static void Says(BacktestResult result, string words)
        => Assert.True(result.Assumptions.Any(assumption => assumption.Contains(words, StringComparison.Ordinal)), $"'{words}' is not in:\n{string.Join('\n', result.Assumptions)}");

    private static long FramesOf(BacktestResult result, string venue) => result.Venues.First(v => v.Venue == venue).Frames;

    private static void Rewrite(SimulatedCapture capture, string venue, Func<long, decimal> unit, string name)
        => File.WriteAllLines(capture.File($"{venue}.{name}"), File.ReadAllLines(capture.File($"{venue}.recv_ts_ns.txt")).Select(line => unit(long.Parse(line, CultureInfo.InvariantCulture)).ToString("0.#########", CultureInfo.InvariantCulture)));

    private static void Link(DirectoryInfo folder, string venue, string capture, params string[] suffixes)
    {
        foreach (var suffix in suffixes)
        {
            var link = Path.Combine(folder.FullName, venue + suffix);
            var target = Captures.PathOf(capture + suffix);
            if (Directory.Exists(target))
                Directory.CreateSymbolicLink(link, target);
            else
                File.CreateSymbolicLink(link, target);
        }
    }
}
