using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Arbit.Tests.Page;

/// <summary>A page that is open, what it complained of, and whom it asked.</summary>
internal sealed record OpenPage(IPage Page, ConcurrentQueue<string> Errors, ConcurrentQueue<string> Hosts) : IAsyncDisposable
{
    /// <summary>Waits until an element shows a text.</summary>
    public Task ShowsAsync(string selector, string text) =>
        Assertions.Expect(Page.Locator(selector).First).ToContainTextAsync(text, new LocatorAssertionsToContainTextOptions { Timeout = 20_000 });

    /// <summary>Waits until an element no longer shows a text.</summary>
    public Task ShowsOtherAsync(string selector, string text) =>
        Assertions.Expect(Page.Locator(selector).First).Not.ToHaveTextAsync(text, new LocatorAssertionsToHaveTextOptions { Timeout = 20_000 });

    public Task<string> TextAsync(string selector) => Page.Locator(selector).First.InnerTextAsync();

    /// <summary>Leaves a picture beside the test's output, for a person to look at.</summary>
    public Task PictureAsync(string name, bool whole = false) => Page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(AppContext.BaseDirectory, "pictures", $"page-{name}.png"),
        FullPage = whole,
    });

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
