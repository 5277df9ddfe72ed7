using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Arbit.Tests.Support;

namespace Arbit.Tests.Replay;

/// <summary>The replay command as a person calls it: the built program, what it prints and how it ends.</summary>
public sealed class ReplayCommandTests
{
    private const string Diff = """{"e":"depthUpdate","E":1,"s":"BTCUSDT","U":11,"u":12,"b":[["100.10","2.50"]],"a":[["100.30","0"]]}""";
    private const string Ticker = """{"u":12,"s":"BTCUSDT","b":"100.10","B":"2.5","a":"100.40","A":"4"}""";
    private const string Trade = """{"e":"trade","E":2,"s":"BTCUSDT","t":1,"p":"100.10","q":"1","T":2,"m":true}""";
    private const string Snapshot = """{"lastUpdateId":10,"bids":[["100.00","1"]],"asks":[["100.30","3"],["100.40","4"]]}""";

    [Fact]
    public void PrintsOneObjectWithEveryFieldOfTheContract()
    {
        using var folder = new TemporaryFolder();
        var capture = folder.Write("run.jsonl", Ticker, Diff, Trade, """{"result":null,"id":1}""", "{\"s\":");
        folder.Write("run.rest_snapshots/BTCUSDT.json", Snapshot);

        var (code, output, error) = Replay(capture, "--venue", "binance", "--json");

        Assert.Equal((0, ""), (code, error));
        using var document = JsonDocument.Parse(output);
        var report = document.RootElement;
        Assert.Equal("binance", report.GetProperty("venue").GetString());
        Assert.Equal(5, report.GetProperty("frames").GetInt32());
        Assert.Equal(1, report.GetProperty("ignored").GetInt32());
        Assert.Equal(1, report.GetProperty("malformed").GetInt32());
        Assert.Equal(0, report.GetProperty("bytesAllocatedPerFrame").GetDecimal());
        Assert.True(report.GetProperty("seconds").GetDecimal() >= 0);
        Assert.True(report.GetProperty("framesPerSecond").GetDecimal() > 0);
        var book = Assert.Single(report.GetProperty("instruments").EnumerateArray());
        Assert.Equal("BTCUSDT", book.GetProperty("venueSymbol").GetString());
        Assert.Equal(JsonValueKind.Null, book.GetProperty("symbol").ValueKind);
        Assert.Equal((2, 1, 1, 0), (Number(book, "bookUpdates"), Number(book, "trades"), Number(book, "quotes"), Number(book, "gaps")));
        Assert.Equal((0, 0), (Number(book.GetProperty("checksums"), "checked"), Number(book.GetProperty("checksums"), "failed")));
        Assert.Equal((1, 0), (Number(book.GetProperty("quoteChecks"), "checked"), Number(book.GetProperty("quoteChecks"), "different")));
        Assert.Equal("proven", book.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, book.GetProperty("reason").ValueKind);
        Assert.Equal("""[["100.1","2.5"],["100","1"]]""", JsonSerializer.Serialize(book.GetProperty("bids")));
        Assert.Equal("""[["100.4","4"]]""", JsonSerializer.Serialize(book.GetProperty("asks")));
    }

    [Fact]
    public void ReadsPackedCapturesAsTheyAre()
    {
        using var folder = new TemporaryFolder();
        var capture = folder.WritePacked("run.jsonl.gz", Diff + "\n");
        folder.WritePacked("run.rest_snapshots/BTCUSDT.json.gz", Snapshot);

        var (code, output, _) = Replay(capture, "--venue", "binance", "--json");

        Assert.Equal(0, code);
        using var document = JsonDocument.Parse(output);
        Assert.Equal("proven", document.RootElement.GetProperty("instruments")[0].GetProperty("state").GetString());
    }

    [Fact]
    public void SnapshotsElsewhereAndTheInstrumentListAreNamed()
    {
        using var folder = new TemporaryFolder();
        var capture = folder.Write("run.jsonl", Diff);
        folder.Write("elsewhere/BTCUSDT.json", Snapshot);
        var list = folder.Write("list.json", """
            {"symbols":[{"symbol":"BTCUSDT","baseAsset":"BTC","quoteAsset":"USDT","status":"TRADING","filters":[
            {"filterType":"PRICE_FILTER","tickSize":"0.01"},{"filterType":"LOT_SIZE","stepSize":"0.001","minQty":"0.001"}]}]}
            """);

        var (code, output, _) = Replay(
            capture, "--venue", "binance", "--snapshots", Path.Combine(folder.Path, "elsewhere"), "--instruments", list, "--json");

        Assert.Equal(0, code);
        using var document = JsonDocument.Parse(output);
        var book = document.RootElement.GetProperty("instruments")[0];
        Assert.Equal(("BTC/USDT", "proven"), (book.GetProperty("symbol").GetString(), book.GetProperty("state").GetString()));
    }

    [SkippableFact]
    public void DepthIsAssumedWhereNoAcknowledgementTells()
    {
        // Twenty-five levels were subscribed; without the acknowledgement and without --depth the snapshot tells.
        var lines = Encoding.UTF8.GetString(EdgeRunner.Replay.Capture.ReadAll(Captures.PathOf("kraken/ws_v2_btcusd_book25_20260802.jsonl.gz")))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.Contains("\"method\"", StringComparison.Ordinal)).ToArray();
        using var folder = new TemporaryFolder();
        var capture = folder.Write("run.jsonl", lines);

        var right = Replay(capture, "--venue", "kraken", "--depth", "25", "--json");
        var learned = Replay(capture, "--venue", "kraken", "--json");
        var wrong = Replay(capture, "--venue", "kraken", "--depth", "10", "--json");

        Assert.Equal((25, 0), Depth(right.Output));
        Assert.Equal((25, 0), Depth(learned.Output));
        var (levels, failed) = Depth(wrong.Output);
        Assert.True(levels <= 10);
        Assert.True(failed > 0, "a book cut shorter than the venue's own must lose levels that come back");
    }

    [Fact]
    public void LinesForPeopleNameTheBook()
    {
        using var folder = new TemporaryFolder();
        var capture = folder.Write("run.jsonl", Diff);
        folder.Write("run.rest_snapshots/BTCUSDT.json", Snapshot);

        var (code, output, error) = Replay(capture, "--venue", "binance");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("BTCUSDT", output, StringComparison.Ordinal);
        Assert.Contains("proven", output, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("missing.jsonl")]
    [InlineData("empty.jsonl")]
    [InlineData("folder")]
    [InlineData("rubbish.bin")]
    [InlineData("text.txt")]
    [InlineData("no.gz")]
    [InlineData("cut.jsonl.gz")]
    [InlineData("")]
    public void WhatIsNoCaptureIsOneLineAndTheExitCodeTwo(string name)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "folder"));
        folder.Write("empty.jsonl");
        folder.Write("text.txt", "This is no capture.", "It has lines, though.");
        folder.Write("no.gz", Diff);
        var bytes = new byte[10_000];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes(Path.Combine(folder.Path, "rubbish.bin"), bytes);
        var packed = File.ReadAllBytes(folder.WritePacked("whole.jsonl.gz", string.Concat(Enumerable.Range(0, 500).Select(i => $"{Diff}{i}\n"))));
        File.WriteAllBytes(Path.Combine(folder.Path, "cut.jsonl.gz"), packed[..(packed.Length / 2)]);

        var (code, output, error) = Replay(name.Length == 0 ? "" : Path.Combine(folder.Path, name), "--venue", "binance", "--json");

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("arbit: ", error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(c => c == '\n'));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--venue", "mtgox")]
    [InlineData("--snapshots", "missing")]
    [InlineData("--instruments", "missing")]
    [InlineData("--instruments", "list.json")]
    [InlineData("--instruments", "odd.json")]
    [InlineData("--snapshots", "broken")]
    public void WhatIsWrongWithAnOptionIsOneLineAndTheExitCodeTwo(string option, string value)
    {
        using var folder = new TemporaryFolder();
        var capture = folder.Write("run.jsonl", Diff);
        folder.Write("list.json", "no list");
        folder.Write("odd.json", """{"symbols":[{"symbol":"A","baseAsset":"BTC","quoteAsset":"USDT","filters":[{"filterType":"LOT_SIZE","stepSize":"-1"}]}]}""");
        folder.Write("broken/BTCUSDT.json", """{"lastUpdateId":10,"bids":[]}""");
        string[] venue = option == "--venue" ? [] : ["--venue", "binance"];

        var (code, output, error) = Replay([capture, .. venue, option, option == "--venue" ? value : Path.Combine(folder.Path, value)]);

        Assert.Equal((2, ""), (code, output));
        Assert.Equal(1, error.Count(c => c == '\n'));
    }

    private static int Number(JsonElement parent, string name) => parent.GetProperty(name).GetInt32();

    private static (int Levels, int Failed) Depth(string output)
    {
        using var document = JsonDocument.Parse(output);
        var book = document.RootElement.GetProperty("instruments")[0];
        return (Number(book, "bidLevels"), Number(book.GetProperty("checksums"), "failed"));
    }

    private static (int Code, string Output, string Error) Replay(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "arbit.dll"));
        start.ArgumentList.Add("replay");
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    /// <summary>A folder of a test's own, gone when the test is.</summary>
    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("arbit-").FullName;

        public string Write(string name, params string[] lines)
        {
            var path = Make(name);
            File.WriteAllLines(path, lines);
            return path;
        }

        public string WritePacked(string name, string content)
        {
            var path = Make(name);
            using var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest);
            packed.Write(Encoding.UTF8.GetBytes(content));
            return path;
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);

        private string Make(string name)
        {
            var path = System.IO.Path.Combine(Path, name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            return path;
        }
    }
}
