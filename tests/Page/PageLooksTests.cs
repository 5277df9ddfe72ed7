using Microsoft.Playwright;

namespace Arbit.Tests.Page;

/// <summary>The page at the sizes and in the colours that people have; each leaves a picture beside the test's output to look at.</summary>
public sealed class PageLooksTests(Browser browser) : IClassFixture<Browser>
{
    [SkippableTheory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(768, ColorScheme.Light)]
    [InlineData(375, ColorScheme.Light)]
    [InlineData(375, ColorScheme.Dark)]
    [InlineData(320, ColorScheme.Light)]
    public async Task Fits_the_screen_and_complains_of_nothing(int width, ColorScheme scheme)
    {
        await using var host = await PageHost.StartAsync();
        await using var open = await browser.OpenAsync(host.Address, width, scheme);
        await open.ShowsAsync("#link", "Live");
        await open.Page.Locator("#cycles details").First.EvaluateAsync("details => details.open = true");
        await open.Page.Locator("#workflows details").EvaluateAllAsync<int>("all => all.map(details => details.open = true).length");
        await open.PictureAsync($"{width}-{scheme}", whole: true);

        await AssertNoSidewaysScrollAsync(open);
        Assert.Empty(open.Errors);
        Assert.All(open.Hosts, asked => Assert.Equal(host.Address.Authority, asked));
    }

    [SkippableTheory]
    [InlineData(1440)]
    [InlineData(375)]
    public async Task Says_what_it_waits_for_before_anything_has_happened(int width)
    {
        await using var host = await PageHost.StartAsync(withChart: false);
        host.Source.PublishNothingYet();
        await using var open = await browser.OpenAsync(host.Address, width);
        await open.ShowsAsync("#link", "Live");
        await open.PictureAsync($"{width}-empty", whole: true);

        await open.ShowsAsync("#curve", "Install Node.js");
        await open.ShowsAsync("#books-empty", "Waiting for the first snapshot");
        await open.ShowsAsync("#venues-empty", "No venue has reported yet");
        await AssertNoSidewaysScrollAsync(open);
        Assert.Empty(open.Errors);
    }

    [SkippableTheory]
    [InlineData(1440)]
    [InlineData(375)]
    public async Task A_long_list_of_spreads_is_folded_and_opens(int width)
    {
        await using var host = await PageHost.StartAsync();
        host.Source.Publish(state => state with { Spreads = [.. Enumerable.Range(0, 60).Select(i => state.Spreads[0] with { BuySymbol = $"COIN{i}/USDT", SellSymbol = $"COIN{i}/USDC" })] });
        await using var open = await browser.OpenAsync(host.Address, width);
        await open.ShowsAsync("#link", "Live");
        await Assertions.Expect(open.Page.Locator("#spreads tr")).ToHaveCountAsync(width < 600 ? 4 : 8);
        await open.PictureAsync($"{width}-spreads-folded", whole: true);

        await open.Page.Locator("#spreads-more").ClickAsync();
        await Assertions.Expect(open.Page.Locator("#spreads tr")).ToHaveCountAsync(60);
        await open.ShowsAsync("#spreads-more", "Show fewer");
        await open.PictureAsync($"{width}-spreads-open", whole: true);
        await AssertNoSidewaysScrollAsync(open);
        Assert.Empty(open.Errors);
    }

    private static async Task AssertNoSidewaysScrollAsync(OpenPage open) =>
        Assert.Equal(0, await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
}
