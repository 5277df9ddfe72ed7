using System.Text.Json;
using Arbit.EdgeRunner.Replay;
using Arbit.EdgeRunner.Venues;
using Arbit.Tests.Support;

namespace Arbit.Tests.Replay;

/// <summary>Real captures come to the books that the venues' own checksums, sequences and quotes prove.</summary>
public sealed class CaptureReplayTests
{
    /// <summary>Name, frames, and the quote checks that were recomputed for the list of sources.</summary>
    public static TheoryData<string, int, int, int> Binance => new()
    {
        { "binance/ws_spot_btcusdt_20240808-09.jsonl.gz", 99_573, 6_493, 2 },
        { "binance/ws_spot_10sym_20210405.jsonl.gz", 11_357, 4_617, 0 },
        { "binance/ws_spot_btc_eth_dot_usdt_20210404.jsonl.gz", 4_716, 0, 0 },
        { "binance/ws_spot_4sym_20211011.jsonl", 265, 159, 0 },
        { "binance/ws_us_10sym_20210417.jsonl.gz", 1_283, 771, 0 },
        { "binance/ws_us_4sym_20210814.jsonl.gz", 608, 348, 0 },
        { "binance/ws_tr_4sym_20230411.jsonl", 139, 73, 0 },
    };

    public static TheoryData<string, int, int> Kraken => new()
    {
        { "kraken/ws_v2_btcusd_book25_20260802.jsonl.gz", 2_104, 2_052 },
        { "kraken/ws_v2_btcusd_book10_resub_20260801.jsonl.gz", 377, 301 },
        { "kraken/ws_v2_xrpusd_book25_20260802.jsonl.gz", 1_192, 1_147 },
    };

    [SkippableTheory]
    [MemberData(nameof(Binance))]
    public void BinanceBooksAreProvenBySequenceAndBestQuotes(string name, int frames, int checkedQuotes, int different)
    {
        var report = Run("binance", name);

        Assert.Equal(frames, report.Frames);
        AssertClean(report);
        Assert.Equal(checkedQuotes, report.Instruments.Sum(i => i.QuoteChecks.Checked));
        Assert.Equal(different, report.Instruments.Sum(i => i.QuoteChecks.Different));
    }

    /// <summary>
    /// Futures chain by pu. Their quotes are sent behind the diffs that made them, so that a quote "seen so far" is now and then one
    /// behind; held against all quotes of the capture every one of them agrees.
    /// </summary>
    [SkippableFact]
    public void BinanceFuturesBooksAreProvenByTheirOwnChain()
    {
        var report = Run("binance", "binance/ws_usdm_btcusdt_20240808.jsonl.gz");

        Assert.Equal(93_953, report.Frames);
        AssertClean(report);
        Assert.Equal(6_546, Assert.Single(report.Instruments).QuoteChecks.Checked);
    }

    [SkippableTheory]
    [MemberData(nameof(Kraken))]
    public void KrakenBooksAreProvenByEveryChecksum(string name, int frames, int checksums)
    {
        var report = Run("kraken", name);

        Assert.Equal(frames, report.Frames);
        AssertClean(report);
        Assert.Equal(new ChecksumCount(checksums, 0), Assert.Single(report.Instruments).Checksums);
    }

    [SkippableFact]
    public void KucoinBooksAreProvenBySequenceAndTickers()
    {
        var report = Run("kucoin", "kucoin/ws_6sym_20210425.jsonl.gz");

        Assert.Equal(3_385, report.Frames);
        AssertClean(report);
        Assert.Equal(6, report.Instruments.Count);
        Assert.Equal(498, report.Instruments.Sum(i => i.QuoteChecks.Checked));
        Assert.Equal(0, report.Instruments.Sum(i => i.QuoteChecks.Different));
    }

    [SkippableFact]
    public void WhereTheDigitsLostTheirZerosTheInstrumentListGivesThemBack()
    {
        using var document = JsonDocument.Parse(Capture.ReadAll(Captures.PathOf("kraken/ws_v2_btcusd_book10_2023_reserialised.json.gz")));
        var lines = new List<string> { JsonSerializer.Serialize(document.RootElement.GetProperty("init")) };
        lines.AddRange(document.RootElement.GetProperty("updates").EnumerateArray().Select(update => JsonSerializer.Serialize(update)));
        using var file = new TemporaryFile(".jsonl");
        File.WriteAllLines(file.Path, lines);

        var list = Captures.PathOf("kraken/ws_v2_instrument_snapshot.json.gz");
        var report = new CaptureReplay(VenueCatalog.Find("kraken")!, Capture.Open(file.Path), null, list, 0).Run();

        var book = Assert.Single(report.Instruments);
        Assert.Equal(new ChecksumCount(510, 0), book.Checksums);
        Assert.Equal("proven", book.State);
        Assert.Equal("BTC/USD", book.Symbol);
    }

    [SkippableFact]
    public void WithoutSnapshotsABookThatNeedsOneStaysUnproven()
    {
        var capture = Capture.Open(Captures.PathOf("binance/ws_spot_4sym_20211011.jsonl"));
        var report = new CaptureReplay(VenueCatalog.Find("binance")!, capture, null, null, 0).Run();

        Assert.Equal(4, report.Instruments.Count);
        Assert.All(report.Instruments, book =>
        {
            Assert.Equal(("unproven", "awaitingSnapshot", 0L), (book.State, book.Reason, book.BookUpdates));
            Assert.Empty(book.Bids);
        });
    }

    private static ReplayReport Run(string venue, string name)
    {
        var path = Captures.PathOf(name);
        var folder = path.Replace(".gz", "", StringComparison.Ordinal).Replace(".jsonl", ".rest_snapshots", StringComparison.Ordinal);
        var snapshots = Directory.Exists(folder) ? folder : null;
        return new CaptureReplay(VenueCatalog.Find(venue)!, Capture.Open(path), snapshots, null, 0).Run();
    }

    private static void AssertClean(ReplayReport report)
    {
        Assert.Equal(0, report.Malformed);
        Assert.Equal(0, report.BytesAllocatedPerFrame);
        Assert.NotEmpty(report.Instruments);
        Assert.All(report.Instruments, book =>
        {
            Assert.Equal((0L, "proven", null), (book.Gaps, book.State, book.Reason));
            Assert.NotEmpty(book.Bids);
            Assert.NotEmpty(book.Asks);
        });
    }
}
