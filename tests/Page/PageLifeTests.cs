using Arbit.EdgeRunner.Page;
using Arbit.EdgeRunner.Page.State;
using Microsoft.Playwright;

namespace Arbit.Tests.Page;

/// <summary>The page while things happen: figures move, the line breaks, trading is stopped.</summary>
public sealed class PageLifeTests(Browser browser) : IClassFixture<Browser>
{
    [SkippableFact]
    public async Task Figures_move_with_the_engine_and_nothing_is_complained_of()
    {
        await using var host = await PageHost.StartAsync();
        await using var open = await browser.OpenAsync(host.Address);
        await open.ShowsAsync("#link", "Live");
        var bid = await open.TextAsync("#books tbody td.number");
        var checks = await open.TextAsync("#ledger dd");

        for (var step = 0; step < 5; step++)
            host.Source.Advance();
        await open.ShowsOtherAsync("#ledger dd", checks);
        await open.ShowsOtherAsync("#books tbody td.number", bid);

        Assert.Empty(open.Errors);
    }

    [SkippableFact]
    public async Task Money_is_shown_to_the_last_digit_that_arrived()
    {
        await using var host = await PageHost.StartAsync();
        host.Source.Publish(state => state with
        {
            Value = state.Value with { TotalUsd = 9_007_199_254_740_993.005m },
            Balances = [state.Balances[0] with { Free = 123_456_789_012.34567891m }],
            Pnl = state.Pnl with { SessionNet = -0.00412m },
        });
        await using var open = await browser.OpenAsync(host.Address);

        await open.ShowsAsync("#figures .figure:nth-child(1) dd", "$9,007,199,254,740,993.01");
        await open.ShowsAsync("#figures .figure:nth-child(2) dd", "−$0.0041");
        await open.ShowsAsync("#inventory tr:nth-child(2) td", "123,456,789,012.34567891");
    }

    [SkippableFact]
    public async Task A_hostile_text_stays_text()
    {
        const string Hostile = "<img src=x onerror=\"document.title='owned'\"> & <script>1</script>";
        await using var host = await PageHost.StartAsync();
        host.Source.Publish(state => state with
        {
            Trading = state.Trading with { Reason = Hostile },
            Opportunities = [state.Opportunities[0] with { Route = Hostile, Sentence = Hostile }],
        });
        await using var open = await browser.OpenAsync(host.Address);

        await open.ShowsAsync("#trading-reason", Hostile);
        await open.ShowsAsync("#opportunities .row-title", Hostile);
        Assert.Equal(0, await open.Page.Locator("main img, main script").CountAsync());
        Assert.Empty(open.Errors);
    }

    [SkippableFact]
    public async Task The_curve_is_drawn_and_begins_anew_with_a_new_run()
    {
        Skip.IfNot(PageFiles.Embedded().HasChart, "Built without Node.js: apt-get install -y nodejs npm, and build again");
        await using var host = await PageHost.StartAsync();
        await using var open = await browser.OpenAsync(host.Address);
        await Assertions.Expect(open.Page.Locator("#curve canvas")).ToHaveCountAsync(1);
        await open.ShowsAsync("#curve-readout", "$22.51");

        host.Source.Publish(state => state with { Pnl = state.Pnl with { Curve = [] } });
        await Assertions.Expect(open.Page.Locator("#curve canvas")).ToHaveCountAsync(0);
        await open.ShowsAsync("#curve-empty", "begins with the first finished cycle");
        host.Source.Advance();
        await Assertions.Expect(open.Page.Locator("#curve canvas")).ToHaveCountAsync(1);
        Assert.Empty(open.Errors);
    }

    [SkippableFact]
    public async Task Rows_stand_still_while_somebody_points_at_one()
    {
        await using var host = await PageHost.StartAsync();
        await using var open = await browser.OpenAsync(host.Address);
        var first = await open.TextAsync("#opportunities .row-time");
        await open.Page.Locator("#opportunities > li").First.HoverAsync();
        await open.ShowsAsync("#opportunities-held", "held while you read");

        var checks = await open.TextAsync("#ledger dd");
        host.Source.Advance();
        await open.ShowsOtherAsync("#ledger dd", checks);
        Assert.Equal(first, await open.TextAsync("#opportunities .row-time"));

        await open.Page.Locator("#curve-heading").HoverAsync();
        await open.ShowsOtherAsync("#opportunities .row-time", first);
    }

    [SkippableFact]
    public async Task A_lost_connection_is_seen_and_mends_itself()
    {
        await using var host = await PageHost.StartAsync();
        await using var open = await browser.OpenAsync(host.Address);
        await open.ShowsAsync("#link", "Live");

        host.Cut();
        await open.ShowsAsync("#lost", "Connection lost since");
        await open.PictureAsync("lost");

        host.Mend();
        host.Source.Advance();
        await open.ShowsAsync("#link", "Live");
        await Assertions.Expect(open.Page.Locator("#lost")).ToBeHiddenAsync();
    }

    [SkippableFact]
    public async Task A_loop_that_stands_still_is_seen_though_the_line_lives()
    {
        await using var host = await PageHost.StartAsync();
        await using var open = await browser.OpenAsync(host.Address);
        await open.ShowsAsync("#link", "Live");

        await open.ShowsAsync("#lost", "its loop has published nothing since");
        host.Source.Advance();
        await open.ShowsAsync("#link", "Live");
        Assert.Empty(open.Errors);
    }

    [SkippableFact]
    public async Task The_filter_leaves_what_was_asked_for()
    {
        await using var host = await PageHost.StartAsync();
        await using var open = await browser.OpenAsync(host.Address);
        await open.ShowsAsync("#opportunities", "bps");

        await open.Page.Locator("#opportunity-filter label", new PageLocatorOptions { HasTextString = "Taken" }).First.ClickAsync();
        var taken = host.Source.Current.Opportunities.Count(item => item.Taken);
        await Assertions.Expect(open.Page.Locator("#opportunities > li")).ToHaveCountAsync(Math.Min(taken, 10));
        await Assertions.Expect(open.Page.Locator("#opportunities > li[data-taken=false]")).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task Halting_says_what_it_does_and_asks_before_it_is_sent()
    {
        await using var host = await PageHost.StartAsync();
        await using var open = await browser.OpenAsync(host.Address, 375, ColorScheme.Dark);
        await open.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Halt…" }).ClickAsync();
        await open.ShowsAsync("#ask-consequence", "no order is sent at all");
        await open.PictureAsync("ask");

        await open.Page.Locator("#ask-cancel").ClickAsync();
        Assert.Empty(host.Trading.Requests);

        await open.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Halt…" }).ClickAsync();
        await open.Page.Locator("#ask-reason").FillAsync("It smells of smoke");
        await open.Page.Locator("#ask-confirm").ClickAsync();
        await open.ShowsAsync("#ask-answer", "Done: Halt.");

        Assert.Equal((TradingAction.Halt, "It smells of smoke"), Assert.Single(host.Trading.Requests));
        Assert.Empty(open.Errors);
    }

    [SkippableFact]
    public async Task A_halt_shows_why_and_how_it_ends()
    {
        await using var host = await PageHost.StartAsync();
        host.Source.Publish(state => state with
        {
            Trading = state.Trading with
            {
                State = TradingStateView.Halted,
                Reason = "The day's loss reached 1 % of the capital.",
                Resumes = "Only a person can resume it.",
            },
        });
        await using var open = await browser.OpenAsync(host.Address);

        await open.ShowsAsync("#trading-name", "Halted");
        await open.ShowsAsync("#trading-reason", "The day's loss reached 1 %");
        await open.ShowsAsync("#trading-resumes", "Only a person can resume it.");
        await open.PictureAsync("halted");
        await Assertions.Expect(open.Page.Locator("#trading-buttons button")).ToHaveTextAsync(["Resume…"]);
    }
}
