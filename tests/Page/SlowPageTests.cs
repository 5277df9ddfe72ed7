using Arbit.Messages.Facts;
using Microsoft.Playwright;

namespace Arbit.Tests.Page;

/// <summary>The slow side on the page: what it shows, and what its buttons ask before they do anything.</summary>
public sealed class SlowPageTests(Browser browser) : IClassFixture<Browser>
{
    [SkippableFact]
    public async Task Mode_fuel_inventory_and_workflows_are_shown()
    {
        await using var host = await PageHost.StartAsync();
        await using var open = await browser.OpenAsync(host.Address);
        await open.ShowsAsync("#mode-name", "BTC");
        await open.ShowsAsync("#mode-epoch", "Epoch 7, by buy INDEX:BTCUSD.");
        await open.ShowsAsync("#fuel", "15 %, $1,351.86");
        await open.ShowsAsync("#inventory", "600");
        await open.ShowsAsync("#workflows", "Waits for the transfer.");
        await open.ShowsAsync("#approvals .networks", "Erc20 too small");
        await open.ShowsAsync("#workflows", "<b>503</b>");
        Assert.Empty(open.Errors);
    }

    [SkippableTheory]
    [InlineData("Approve…", "Approve", PersonWish.Approve)]
    [InlineData("Refuse…", "Refuse", PersonWish.Refuse)]
    public async Task An_answer_is_asked_about_before_it_is_given(string button, string confirm, PersonWish expected)
    {
        await using var host = await PageHost.StartAsync();
        await using var open = await browser.OpenAsync(host.Address, 375);
        await open.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button }).ClickAsync();
        await open.ShowsAsync("#ask-consequence", DemoWorkflows.Question);
        await Assertions.Expect(open.Page.Locator("#ask-reason")).ToBeHiddenAsync();
        Assert.Empty(host.Slow.Wishes);

        await open.Page.Locator("#ask-confirm").ClickAsync();
        await open.ShowsAsync("#ask-answer", $"is on its way to {DemoWorkflows.Asking}");
        Assert.Equal((expected, DemoWorkflows.Asking, "page"), Assert.Single(host.Slow.Wishes));
        Assert.Equal(confirm, await open.Page.Locator("#ask-confirm").TextContentAsync());
        Assert.Empty(open.Errors);
    }

    [SkippableTheory]
    [InlineData("Flip to GOLD…", "G-Bot buys PAXG", PersonWish.Flip, "GOLD")]
    [InlineData("Sweep…", "once a calendar month", PersonWish.Sweep, "")]
    public async Task A_flip_and_a_sweep_say_what_they_do_first(string button, string consequence, PersonWish expected, string target)
    {
        await using var host = await PageHost.StartAsync();
        await using var open = await browser.OpenAsync(host.Address);
        await open.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button }).ClickAsync();
        await open.ShowsAsync("#ask-consequence", consequence);
        await open.Page.Locator("#ask-cancel").ClickAsync();
        Assert.Empty(host.Slow.Wishes);

        await open.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button }).ClickAsync();
        await open.Page.Locator("#ask-confirm").ClickAsync();
        await open.ShowsAsync("#ask-answer", "is on its way");
        Assert.Equal((expected, target, "page"), Assert.Single(host.Slow.Wishes));
    }

    [SkippableFact]
    public async Task Without_a_slow_side_the_page_says_so()
    {
        await using var host = await PageHost.StartAsync(withSlow: false);
        await using var open = await browser.OpenAsync(host.Address);
        await open.ShowsAsync("#workflows-empty", "No slow side runs beside this Arbit");
        await open.ShowsAsync("#mode-buttons", "No slow side runs beside this Arbit");
        await Assertions.Expect(open.Page.Locator("#approvals")).ToBeHiddenAsync();
        Assert.Empty(open.Errors);
    }
}
