using System.Net;
using Arbit.EdgeRunner.Page;
using Arbit.EdgeRunner.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arbit.Tests.Page;

/// <summary>The page on a real Kestrel, on a port of its own on loopback.</summary>
internal sealed class PageHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly List<HttpContext> _streams = [];
    private readonly ArbitMeter _meter;
    private readonly MetricsText _metrics;
    private bool _cut;

    private PageHost(WebApplication app, DemoStateSource source, RecordedSwitch trading)
    {
        _app = app;
        _meter = new ArbitMeter(source);
        _metrics = new MetricsText(_meter.Meter);
        Source = source;
        Trading = trading;
    }

    public DemoStateSource Source { get; }

    public RecordedSwitch Trading { get; }

    public FakeSlowSide Slow { get; } = new() { Workflows = DemoWorkflows.All(), Signals = DemoWorkflows.Signals };

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Starts the page over a demo.</summary>
    /// <param name="withChart">False for the page of a build without Node.js.</param>
    /// <param name="withSlow">False for an Arbit that no slow side runs beside.</param>
    /// <param name="token">Of those who come from elsewhere.</param>
    /// <param name="from">Where every request is taken to come from; null for loopback, as it does.</param>
    public static async Task<PageHost> StartAsync(bool withChart = true, bool withSlow = true, string? token = null, string? from = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var host = new PageHost(app, new DemoStateSource(TimeProvider.System), new RecordedSwitch());
        app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = from is null ? context.Connection.RemoteIpAddress : IPAddress.Parse(from);
            return next(context);
        });
        var guard = new AccessGuard(AccessToken.Read(token, "the token"));
        app.UseLogin(guard);
        app.Use(host.CutStreamsAsync);
        app.MapPage(host.Source, host.Trading, withSlow ? host.Slow : null, withSlow ? DemoWorkflows.Settings : null, TimeProvider.System, guard, PageFiles.Embedded(withChart));
        app.MapMetrics(host._metrics);
        await app.StartAsync();
        host.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return host;
    }

    public HttpClient Client() => new() { BaseAddress = Address };

    /// <summary>Breaks the event streams, and refuses new ones until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            _cut = true;
            _streams.ForEach(stream => stream.Abort());
        }
    }

    public void Mend()
    {
        lock (_lock)
            _cut = false;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _metrics.Dispose();
        _meter.Dispose();
    }

    private async Task CutStreamsAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path != "/api/events")
        {
            await next(context);
            return;
        }

        lock (_lock)
        {
            if (_cut)
            {
                context.Abort();
                return;
            }

            _streams.Add(context);
        }

        try
        {
            await next(context);
        }
        finally
        {
            lock (_lock)
                _streams.Remove(context);
        }
    }
}
