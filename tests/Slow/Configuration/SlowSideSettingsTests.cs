using Arbit.Slow.Configuration;
using Arbit.Strategy;

namespace Arbit.Tests.Slow.Configuration;

/// <summary>A slow side outside the edge begins with settings that are right, or not at all.</summary>
public sealed class SlowSideSettingsTests
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    private static readonly string[] Known = ["binance", "kraken"];

    [Fact]
    public void What_is_right_is_read()
    {
        var options = Right();
        options.Venues[0].Symbols = ["BTC/USDT"];
        options.Operators["ann"] = new OperatorOptions { Token = Token, NextToken = Token + "2" };
        var settings = SlowSideSettings.Read(options, Known);
        Assert.Equal(TradingMode.Gold, settings.InitialMode);
        Assert.Equal(["kraken"], settings.Slow.Workflows.Venues);
        Assert.Equal("BTC/USDT", Assert.Single(settings.Accounts.Single().Symbols).ToString());
        Assert.Equal(("ann", 2), (settings.Operators.Single().Name, settings.Operators.Single().Tokens.Count));
        Assert.False(settings.MovesMoney);
        Assert.Contains(settings.Remarks(), remark => remark.StartsWith("Live:Orders is dry", StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_and_no_token_with_it()
    {
        var options = Right();
        options.InitialMode = "SILVER";
        options.Dollars = ["usd"];
        options.Venues = [new AccountOptions { Name = "kraken", Symbols = ["BTCUSDT"] }, new AccountOptions { Name = "mtgox" }, new AccountOptions { Name = "kraken" }];
        options.Live.Orders = "yes";
        options.HistoryDays = 1;
        options.Fuel.Gold.GBotBps = "9000";
        options.Fuel.Btc.QBotBps = "lots";
        options.Slow.QuestionHours = 0;
        options.Signals.MaxAgeSeconds = 0;
        options.Operators["ann"] = new OperatorOptions { Token = "short" };
        options.Operators["bob the builder"] = new OperatorOptions { Token = Token };
        options.Operators["carl"] = new OperatorOptions { Token = Token };
        var e = Assert.Throws<InvalidSettingsException>(() => SlowSideSettings.Read(options, Known));
        foreach (var part in (string[])["InitialMode", "Dollars", "mtgox", "twice", "BTCUSDT", "Live:Orders", "HistoryDays", "Fuel:Gold", "Fuel:Btc:QBotBps", "Slow:QuestionHours", "Signals:MaxAgeSeconds", "Operators:ann", "bob the builder", "same token"])
            Assert.Contains(e.Problems, problem => problem.Contains(part, StringComparison.Ordinal));
        Assert.DoesNotContain(Token, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Idle_dollars_are_lent_where_a_node_is_named_and_the_contracts_are_addresses()
    {
        var options = Right();
        Assert.Null(SlowSideSettings.Read(options, Known).Slow.Lending);
        options.Slow.Lending = new LendingOptions { Node = "https://node.example", Pool = "0x87870bca3f3fd6335c3f4ce8392d69350b4fa4e2", Token = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48", Wallet = "0x00000000000000000000000000000000000000aa" };
        var lending = SlowSideSettings.Read(options, Known).Slow.Lending!;
        Assert.Equal(("USDC", "POL", 6), (lending.Asset.Code, lending.Coin.Code, lending.TokenDecimals));

        options.Slow.Lending.Pool = "the pool";
        options.Slow.Lending.Node = "ftp://node";
        var e = Assert.Throws<InvalidSettingsException>(() => SlowSideSettings.Read(options, Known));
        Assert.Contains(e.Problems, problem => problem.Contains("Slow:Lending:Pool", StringComparison.Ordinal));
        Assert.Contains(e.Problems, problem => problem.Contains("Slow:Lending:Node", StringComparison.Ordinal));
    }

    private static SlowSideOptions Right() => new() { Dollars = ["USDT"], Venues = [new AccountOptions { Name = "kraken" }] };
}
