using System.CommandLine;
using System.Globalization;
using Arbit.EdgeRunner.Fitness;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Connections;

namespace Arbit.EdgeRunner.Commands;

/// <summary>fitness: records top of book and spreads for a while; sends no orders.</summary>
public static class FitnessCommand
{
    private const int ShownPairs = 12;

    public static Command Create()
    {
        var venue = new Option<string?>("--venue") { Description = $"one venue only: {VenueCatalog.Names}" };
        var seconds = new Option<int>("--secs") { Description = "how long to record", DefaultValueFactory = _ => 10 };
        var feed = new Option<string>("--feed") { Description = $"{MarketFeed.Names}: venues inside this process, or the public ones", DefaultValueFactory = _ => MarketFeed.Simulated };
        var seed = new Option<ulong>("--seed") { Description = "of the simulated market", DefaultValueFactory = _ => 1 };
        var file = new Option<string?>("--out") { Description = "where every change is written (default: data/fitness/TIME.csv)" };
        var json = new Option<bool>("--json") { Description = "print one JSON object" };
        var command = new Command("fitness", "Record top of book and spreads, without orders") { venue, seconds, feed, seed, file, json };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(venue),
            parsed.GetValue(seconds),
            parsed.GetValue(feed)!,
            parsed.GetValue(seed),
            parsed.GetValue(file),
            parsed.GetValue(json),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string? venue, int seconds, string feedName, ulong seed, string? file, bool json, CancellationToken cancellation)
    {
        if (venue is not null && VenueCatalog.Find(venue) is null)
            return Output.Fail($"--venue must be one of {VenueCatalog.Names}");
        if (seconds is < 1 or > 86_400)
            return Output.Fail("--secs must be 1 to 86400");
        if (feedName is not (MarketFeed.Simulated or MarketFeed.Live))
            return Output.Fail($"--feed must be one of {MarketFeed.Names}");
        var time = TimeProvider.System;
        file ??= Path.Combine("data", "fitness", time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z.csv'", CultureInfo.InvariantCulture));
        try
        {
            await using var feed = feedName == MarketFeed.Live
                ? MarketFeed.OpenLive()
                : await MarketFeed.StartSimulatedAsync(new SimulationOptions { Seed = seed }, time, cancellation).ConfigureAwait(false);
            using var http = new HttpClient();
            var run = new FitnessRun(new FitnessSettings(venue, seconds, file), feed, http, new ConnectionOptions(), time);
            var report = await run.RunAsync(cancellation).ConfigureAwait(false);
            if (json)
                Output.WriteJson(report);
            else
                Print(report);
            return 0;
        }
        catch (VenueProblemException e)
        {
            return Output.Fail(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Output.Fail($"{file} cannot be written: {e.Message} (choose another with --out)");
        }
        catch (OperationCanceledException)
        {
            return Output.Fail("ended before any venue was connected");
        }
    }

    private static void Print(FitnessReport report)
    {
        Console.WriteLine($"{report.Seconds:0.0} s of {report.Feed} market data; no orders sent");
        foreach (var venue in report.Venues)
            Console.WriteLine($"{venue.Venue,-8} {venue.State}, {venue.Frames} frames, {venue.Malformed} malformed{(venue.Problem is null ? "" : $"; {venue.Problem}")}");
        Console.WriteLine();
        Console.WriteLine($"{"venue",-8} {"symbol",-10} {"samples",8} {"bid",14} {"ask",14} {"spread bps: mean",17} {"min",8} {"max",8} {"updates/s",10} {"gaps",5} {"stale ms",9}  book");
        foreach (var row in report.Instruments)
        {
            Console.WriteLine($"{row.Venue,-8} {row.Symbol,-10} {row.Samples,8} {row.Bid ?? "-",14} {row.Ask ?? "-",14} {row.SpreadBps?.Mean,17:0.000} {row.SpreadBps?.Min,8:0.000} {row.SpreadBps?.Max,8:0.000}"
                + $" {row.UpdatesPerSecond,10:0.0} {row.Gaps,5} {row.StaleMs,9}  {row.State}{(row.Reason is null ? "" : $" ({row.Reason})")}");
        }

        Console.WriteLine();
        Console.WriteLine($"{"symbol",-10} {"buy",-8} {"sell",-8} {"max gross bps",14} {"time above zero",16}");
        foreach (var pair in report.Pairs.Take(ShownPairs))
            Console.WriteLine($"{pair.Symbol,-10} {pair.Buy,-8} {pair.Sell,-8} {pair.MaxGrossBps,14:0.000} {pair.PositiveShare,16:P1}");
        Console.WriteLine();
        Console.WriteLine($"every change: {report.File}{(report.RowsLost > 0 ? $" ({report.RowsLost} rows lost: the disk was too slow)" : "")}");
    }
}
