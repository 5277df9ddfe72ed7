using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Arbit.Tests.Page;

/// <summary>Debian's Chromium, driven by Playwright; one for all tests of the page.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private static readonly string[] Quiet =
        ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Chromium))
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Args = Quiet });
    }

    /// <summary>Opens the page; the test is skipped where there is no Chromium.</summary>
    /// <param name="address">Where it is served.</param>
    /// <param name="width">Of the window, in CSS pixels.</param>
    /// <param name="scheme">Light or dark.</param>
    internal async Task<OpenPage> OpenAsync(Uri address, int width = 1440, ColorScheme scheme = ColorScheme.Light)
    {
        Skip.If(_browser is null, "No Chromium at /usr/bin/chromium: apt-get install -y chromium");
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 812 : 900 },
            ColorScheme = scheme,
            DeviceScaleFactor = width < 600 ? 2 : 1,
            HasTouch = width < 600,
        });
        var page = await context.NewPageAsync();
        var errors = new ConcurrentQueue<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                errors.Enqueue(message.Text);
        };
        page.PageError += (_, error) => errors.Enqueue(error);
        var hosts = new ConcurrentQueue<string>();
        page.Request += (_, request) => hosts.Enqueue(new Uri(request.Url).Authority);
        await page.GotoAsync(address.ToString(), new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        return new OpenPage(page, errors, hosts);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
