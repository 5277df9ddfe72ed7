using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Scanner;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Slow.Configuration;

namespace Arbit.Tests.Configuration;

public sealed class ArbitSettingsTests
{
    [Fact]
    public void What_is_delivered_can_be_run_with()
    {
        var settings = SettingsReader.Read(SettingsOverrides.None);
        Assert.Equal(["binance", "kraken", "kucoin"], settings.Venues.Select(venue => venue.Definition.Name));
        Assert.Null(settings.Engine.Detection.CrossThreshold);
        Assert.Null(settings.Engine.Detection.TriangularThreshold);
        Assert.True(settings.Engine.Detection.HasDynamicDepth);
        Assert.Equal(VerdictTerms.Default, settings.Engine.Detection.Terms);
        Assert.Equal(ScannerSettings.Default, settings.Engine.Scanner);
        Assert.Equal(10_000_000_000, settings.Engine.Execution.CrossCooldown);
        Assert.Equal(30_000_000_000, settings.Engine.Execution.TriangularCooldown);
        Assert.Equal(3, settings.Engine.Execution.MaxOpenOrders);
    }

    [Fact]
    public void Every_problem_is_named_at_once()
    {
        var options = Working();
        options.Feed = "dream";
        options.Port = 0;
        options.Listen = "nobody";
        options.DataPath = "";
        options.InitialMode = "SILVER";
        options.LatencyMode = "fast";
        options.NotionalPerTradeUsd = "-1";
        options.NetThresholdBps.Cross = "0.00001";
        options.MarketTerms.CarefulBps = "x";
        options.MarketTerms.HighRangePace = 0;
        options.DepthMultiple = "-1";
        options.Scanner = new ScannerSettings { MinDays = 0, StopRange = double.NaN, OneSided = 2 };
        options.MaxOpenOrders = 0;
        options.MaxFailuresInRow = 0;
        options.ReconcileSeconds = 4;
        options.Paper.LatenessMs = -1;
        options.Paper.LookUpMissesPerMille = 1001;
        options.CrossCycleSeconds = -1;
        options.Paper.LatencyMs = -1;
        options.Paper.RejectPerMille = 1001;
        options.Simulation.DislocationsPerMinute = "abc";
        options.Simulation.RateScale = "99";
        options.Venues[0].TakerBps = "1e9";
        options.Venues[0].FeePaidIn = "kind";
        options.Venues[0].Symbols = ["BTCUSDT"];
        options.Venues[0].Balances = new() { ["b c"] = "1", ["d e"] = "x", ["BTC"] = "99999999999999999999" };
        var message = Assert.Throws<InvalidSettingsException>(() => ArbitSettings.Read(options)).Message;
        foreach (var name in (string[])
        [
            "Feed is 'dream'", "Port is 0", "Listen is 'nobody'", "DataPath is empty", "InitialMode is 'SILVER'", "LatencyMode is 'fast'", "NotionalPerTradeUsd is '-1'",
            "NetThresholdBps:Cross is '0.00001'", "MaxOpenOrders is 0",
            "MarketTerms:CarefulBps is 'x'", "MarketTerms:HighRangePace is 0", "DepthMultiple is '-1'", "Scanner:MinDays is 0", "Scanner:StopRange is NaN", "Scanner:OneSided is 2", "MaxFailuresInRow is 0", "ReconcileSeconds is 4", "Paper:LatenessMs", "Paper:LookUpMissesPerMille is 1001", "CrossCycleSeconds", "Paper:LatencyMs",
            "Paper:RejectPerMille is 1001", "Simulation:DislocationsPerMinute is 'abc'", "RateScale must be 0 to 20", "TakerBps is '1e9'",
            "FeePaidIn is 'kind'", "'BTCUSDT'", "'b c'", "'d e'", "Balances:BTC",
        ])
            Assert.Contains(name, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pair_pays_what_is_said_of_it_and_the_others_what_the_account_pays()
    {
        var settings = SettingsReader.Read(SettingsOverrides.None with
        {
            Set = ["Venues:0:MakerBps=8", "Venues:0:PairFees:BTC/USDC:TakerBps=0", "Venues:0:PairFees:ETH/USDC:TakerBps=2.5", "Venues:0:PairFees:ETH/USDC:FeePaidIn=quote", "Venues:0:FeeAllowanceUsd=10000"],
        });
        var binance = settings.Venues[0];
        Assert.Equal(new FeeSchedule(Bps.From(10m), Bps.From(8m), FeeAsset.Received), binance.FeesOf(Symbol.Parse("BTC/USDT")));
        Assert.Equal(new FeeSchedule(Bps.From(0m), Bps.From(0m), FeeAsset.Received), binance.FeesOf(Symbol.Parse("BTC/USDC")));
        Assert.Equal(new FeeSchedule(Bps.From(2.5m), Bps.From(2.5m), FeeAsset.Quote), binance.FeesOf(Symbol.Parse("ETH/USDC")));
        Assert.Equal(Amount.Parse("10000"), Assert.Single(settings.Engine.FeeAllowances).Value);
        Assert.Throws<InvalidSettingsException>(() => SettingsReader.Read(SettingsOverrides.None with { Set = ["Venues:0:PairFees:BTC:TakerBps=0"] }));
    }

    [Fact]
    public void Unknown_and_repeated_venues_are_problems()
    {
        var options = Working();
        options.Venues = [new VenueOptions { Name = "mtgox" }, new VenueOptions { Name = "kraken" }, new VenueOptions { Name = "kraken" }];
        var message = Assert.Throws<InvalidSettingsException>(() => ArbitSettings.Read(options)).Message;
        Assert.Contains("'mtgox' is unknown", message, StringComparison.Ordinal);
        Assert.Contains("names one venue twice", message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_venue_and_no_dollar_are_problems()
    {
        var message = Assert.Throws<InvalidSettingsException>(() => ArbitSettings.Read(new ArbitOptions())).Message;
        Assert.Contains("Venues is empty", message, StringComparison.Ordinal);
        Assert.Contains("Dollars is empty", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_says_it_over_the_file()
    {
        var settings = SettingsReader.Read(new SettingsOverrides("live", ["kucoin"], "elsewhere", 9200, ["Paper:LatencyMs=1", "paper__latencyms=7", "NetThresholdBps:Cross=12.5"]));
        Assert.Equal(("live", "elsewhere", 9200), (settings.Options.Feed, settings.Options.DataPath, settings.Options.Port));
        Assert.False(settings.IsSimulatedFeed);
        Assert.Equal("kucoin", Assert.Single(settings.Venues).Definition.Name);
        Assert.Equal(7_000_000, settings.Paper.Latency);
        Assert.Equal(Bps.From(12.5m), settings.Engine.Detection.CrossThreshold);
    }

    [Theory]
    [InlineData("Port=many")]
    [InlineData("Port")]
    [InlineData("=1")]
    public void A_setting_that_is_none_is_a_problem(string setting)
        => Assert.NotEmpty(Assert.Throws<InvalidSettingsException>(() => SettingsReader.Read(SettingsOverrides.None with { Set = [setting] })).Problems);

    [Fact]
    public void A_venue_that_is_not_configured_is_named_with_those_that_are()
    {
        var problem = Assert.Single(Assert.Throws<InvalidSettingsException>(() => SettingsReader.Read(SettingsOverrides.None with { Venues = ["mtgox"] })).Problems);
        Assert.Equal("--venue mtgox is not configured; configured are binance, kraken, kucoin", problem);
    }

    internal static ArbitOptions Working() => new()
    {
        Dollars = ["USDT"],
        Assets = ["BTC", "USDT"],
        Venues = [new VenueOptions { Name = "binance" }],
    };
}
