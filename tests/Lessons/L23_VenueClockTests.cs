using System.Globalization;
using System.Net;
using System.Text;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.Tests.Support;
using Arbit.Tests.Venues.Connections;

namespace Arbit.Tests.Lessons;

/// <summary>recvWindow rejections on a drifting clock: the offset to each venue's clock is measured and shown, and lag is measured by it.</summary>
public sealed class L23_VenueClockTests
{
    private const long Millisecond = 1_000_000;

    public static TheoryData<string, long> Venues => new()
    {
        { "binance", Millisecond },
        { "kraken", 1000 * Millisecond },
        { "kucoin", Millisecond },
    };

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task The_offset_is_known_within_half_the_way_and_half_of_what_the_venue_rounds_to(string venue, long resolution)
    {
        using var rig = new Rig(venue, TimeSpan.FromSeconds(-7));
        await rig.Clock.MeasureAsync(CancellationToken.None);
        var reading = rig.Clock.Reading!;
        Assert.Equal((20 * Millisecond) + (resolution / 2), reading.Uncertainty);
        Assert.InRange(reading.Offset, (-7000 * Millisecond) - reading.Uncertainty, (-7000 * Millisecond) + reading.Uncertainty);
    }

    [Fact]
    public async Task A_slow_answer_does_not_replace_a_surer_one_and_a_clock_that_was_set_does()
    {
        using var rig = new Rig("binance", TimeSpan.FromMilliseconds(300));
        await rig.Clock.MeasureAsync(CancellationToken.None);
        var sure = rig.Clock.Reading!;
        rig.HalfWay = TimeSpan.FromMilliseconds(900);
        await rig.Clock.MeasureAsync(CancellationToken.None);
        Assert.Equal((sure.Offset, sure.Uncertainty), (rig.Clock.Reading!.Offset, rig.Clock.Reading.Uncertainty));
        rig.HalfWay = TimeSpan.FromMilliseconds(20);
        rig.Time.SetClock(TimeSpan.FromSeconds(5));
        rig.Offset -= TimeSpan.FromSeconds(5);
        await rig.Clock.MeasureAsync(CancellationToken.None);
        Assert.InRange(rig.Clock.Reading!.Offset, -4721 * Millisecond, -4679 * Millisecond);
    }

    [Fact]
    public async Task A_venue_that_tells_whole_seconds_is_known_better_the_more_often_it_is_asked()
    {
        using var rig = new Rig("kraken", TimeSpan.FromMilliseconds(1_234));
        var before = long.MaxValue;
        for (var asked = 0; asked < 8; asked++)
        {
            await rig.Clock.MeasureAsync(CancellationToken.None);
            var reading = rig.Clock.Reading!;
            Assert.InRange(1_234 * Millisecond, reading.Offset - reading.Uncertainty, reading.Offset + reading.Uncertainty);
            Assert.True(reading.Uncertainty <= before);
            before = reading.Uncertainty;
            rig.Time.Advance(TimeSpan.FromSeconds(5.37));
        }

        Assert.True(before < 150 * Millisecond, $"{before} ns");
    }

    [Fact]
    public async Task Lag_is_measured_by_the_venues_own_clock()
    {
        using var rig = new Rig("binance", TimeSpan.FromSeconds(-7));
        var sent = VenueTime.OfMilliseconds((rig.Time.GetUtcNow() - TimeSpan.FromSeconds(7)).ToUnixTimeMilliseconds());
        rig.Clock.Saw(sent, rig.Time.GetUtcNow());
        Assert.Equal(0, rig.Clock.Lag.Count);
        await rig.Clock.MeasureAsync(CancellationToken.None);
        sent = VenueTime.OfMilliseconds((rig.Time.GetUtcNow() - TimeSpan.FromSeconds(7)).ToUnixTimeMilliseconds());
        rig.Time.Advance(TimeSpan.FromMilliseconds(250));
        rig.Clock.Saw(sent, rig.Time.GetUtcNow());
        Assert.InRange(rig.Clock.Lag.Max, 225 * Millisecond, 275 * Millisecond);
    }

    [Fact]
    public async Task It_is_asked_for_some_times_and_then_once_a_minute_and_costs_hardly_anything()
    {
        using var rig = new Rig("kucoin", TimeSpan.Zero);
        using var stop = new CancellationTokenSource();
        var running = rig.Clock.RunAsync(stop.Token);
        for (var asked = 1; asked <= 20; asked++)
        {
            // Set once the answer to the one before was read; some more where that took of the time that was advanced.
            var seconds = asked < 8 ? 5 : 60;
            var wait = await rig.Time.WhenTimerAsync(due => due > TimeSpan.FromSeconds(seconds) && due < TimeSpan.FromSeconds(seconds + 1));
            Assert.Equal(asked, rig.Asked);
            rig.Time.Advance(wait);
        }

        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        var protocol = VenueCatalog.Find("kucoin")!.Protocol(new ConnectionOptions());
        Assert.All(
            VenueCatalog.All.Select(each => each.Protocol(new ConnectionOptions())),
            each => Assert.True(each.Time(each.PublicEndpoint).Weight * 20 <= each.WeightPerMinute));
        Assert.Equal(3, protocol.Time(protocol.PublicEndpoint).Weight);
    }

    [Theory]
    [InlineData("binance", """{"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":1785672000123,"s":"BTCUSDT"}}""", 1785672000123500000)]
    [InlineData("binance", """{"stream":"btcusdt@bookTicker","data":{"u":1,"s":"BTCUSDT"}}""", null)]
    [InlineData("kraken", """{"channel":"book","type":"update","data":[{"symbol":"BTC/USD","timestamp":"2026-08-02T12:00:00.123456Z"}]}""", 1785672000123456000)]
    [InlineData("kraken", """{"channel":"heartbeat"}""", null)]
    [InlineData("kucoin", """{"type":"message","data":{"time":1785672000123}}""", 1785672000123500000)]
    [InlineData("kucoin", """{"type":"message","data":{"time":"1785672000123456789"}}""", null)]
    public void Frames_say_when_they_were_sent(string venue, string frame, long? nanoseconds)
        => Assert.Equal(nanoseconds, VenueCatalog.Find(venue)!.Protocol(new ConnectionOptions()).TimeOf(Encoding.UTF8.GetBytes(frame))?.Nanoseconds);

    [Theory]
    [InlineData("binance", "BTCUSDT")]
    [InlineData("kraken", "BTC/USD")]
    [InlineData("kucoin", "BTC-USDT")]
    public async Task A_simulated_venue_tells_its_time_and_its_lag_is_measured(string venue, string symbol)
    {
        await using var connected = await ConnectedVenue.StartAsync(venue, [symbol]);
        await connected.UntilAsync(_ => connected.Connection.Clock.Lag.Count > 2);
        Assert.NotNull(connected.Connection.Clock.Reading);
    }

    /// <summary>A venue whose clock is off by so much, and whose answers take 20 ms each way.</summary>
    private sealed class Rig : HttpMessageHandler
    {
        private readonly string _venue;
        private readonly HttpClient _http;

        public Rig(string venue, TimeSpan offset)
        {
            (_venue, Offset) = (venue, offset);
            _http = new HttpClient(this, disposeHandler: false);
            var protocol = VenueCatalog.Find(venue)!.Protocol(new ConnectionOptions());
            Clock = new VenueClock(protocol, protocol.PublicEndpoint, new VenueRest(venue, protocol, _http, new ConnectionOptions(), Time), Time);
        }

        public ManualTime Time { get; } = new();

        public VenueClock Clock { get; }

        public TimeSpan Offset { get; set; }

        public TimeSpan HalfWay { get; set; } = TimeSpan.FromMilliseconds(20);

        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            Time.Advance(HalfWay);
            var there = Time.GetUtcNow() + Offset;
            Time.Advance(HalfWay);
            var milliseconds = there.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
            var body = _venue switch
            {
                "binance" => $$"""{"serverTime":{{milliseconds}} }""",
                "kraken" => $$"""{"error":[],"result":{"unixtime":{{milliseconds[..^3]}},"rfc1123":"Sun, 21 Mar 21 14:23:14 +0000"} }""",
                _ => $$"""{"code":"200000","data":{{milliseconds}} }""",
            };
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body) });
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _http.Dispose();
            base.Dispose(disposing);
        }
    }
}
