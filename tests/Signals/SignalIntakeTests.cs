using System.Net;
using System.Text;
using Arbit.Signals;
using Arbit.Strategy;
using Arbit.Tests.State;
using Arbit.Tests.Support;

namespace Arbit.Tests.Signals;

public sealed class SignalIntakeTests
{
    private const string Token = "a-token-of-ours";

    private static readonly IPAddress TradingView = IPAddress.Parse("52.89.214.238");
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 6, 0, 5, TimeSpan.Zero);

    private readonly ScriptedStateStore _store = new();
    private readonly ManualTime _time = new(Now);

    [Fact]
    public async Task A_signal_is_stored_and_then_answered()
    {
        var answer = await Post(Body());

        Assert.Equal(200, answer.Status);
        Assert.False(answer.IsDuplicate);
        var row = await _store.FindAsync(SignalIntake.Table, "macro", answer.Signal!.Key, default);
        Assert.NotNull(row);
        Assert.DoesNotContain(Token, row.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_bar_again_is_a_duplicate_whenever_it_fires()
    {
        await Post(Body());
        var again = await Post(Body(timenow: "2026-11-21T06:00:04Z"));
        var otherBar = await Post(Body(time: "2026-11-21T05:00:00Z"));

        Assert.Equal((200, true), (again.Status, again.IsDuplicate));
        Assert.Equal((200, false), (otherBar.Status, otherBar.IsDuplicate));
    }

    [Theory]
    [InlineData("token=a-token-of-ours\nkind=macro\naction=buy\nticker=BTCUSDT\ntime=2026-11-21T04:00:00Z\ntimenow=2026-11-21T06:00:00Z")]
    [InlineData("token: a-token-of-ours, kind: macro, action: long, ticker: BINANCE:BTCUSDT, time: 2026-11-21T04:00:00Z, timenow: 2026-11-21T06:00:00Z, price: 64000.10")]
    [InlineData("token=a-token-of-ours kind=MACRO action=Buy ticker=btcusdt time=1795233600 timenow=1795240800000")]
    [InlineData("token=a-token-of-ours;kind=macro;action=buy;ticker=BTC/USD;time=2026-11-21 04:00:00;timenow=2026-11-21 06:00:00Z")]
    [InlineData("token=a-token-of-ours&kind=macro&action=buy&ticker=BTCUSD&time=2026-11-21T04:00:00Z&timenow=2026-11-21T07:00:00+01:00")]
    public async Task Text_is_read_as_well_as_json(string body)
    {
        var answer = await Post(body);

        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal(TradingMode.Btc, ModeTable.Default.ModeOf(answer.Signal!));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 6, 0, 0, TimeSpan.Zero), answer.Signal!.FiredAt);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero), answer.Signal.BarTime);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("hello", "neither")]
    [InlineData("{", "none")]
    [InlineData("[]", "neither")]
    [InlineData("""{"token":"a-token-of-ours","kind":"macro","action":"buy","ticker":"BTCUSD","time":"2026-11-21T04:00:00Z","timenow":"2026-11-21T06:00:00Z","price":{{close}}}""", "placeholder")]
    [InlineData("""{"token":"a-token-of-ours","token":"b"}""", "twice")]
    [InlineData("""{"token":"a-token-of-ours"}""", "'kind'")]
    public async Task What_cannot_be_read_is_a_400_that_says_what_is_wrong(string body, string says)
    {
        var answer = await Post(body);

        Assert.Equal(400, answer.Status);
        Assert.Contains(says, answer.Text, StringComparison.Ordinal);
        Assert.Equal(0, _store.Inserts);
    }

    [Theory]
    [InlineData("kind", "trade", "'kind'")]
    [InlineData("action", "hold", "'action'")]
    [InlineData("action", "{{strategy.order.action}}", "not filled")]
    [InlineData("ticker", "", "'ticker'")]
    [InlineData("ticker", "<b>", "'ticker'")]
    [InlineData("ticker", "DOGEUSDT", "means no mode")]
    [InlineData("time", "{{time}}", "not filled")]
    [InlineData("timenow", "NaN", "not filled")]
    [InlineData("timenow", "yesterday", "'timenow'")]
    [InlineData("timenow", "2026-11-21T05:00:00Z", "stale")]
    [InlineData("timenow", "2026-11-21T06:05:00Z", "still to come")]
    [InlineData("price", "1e5x", "'price'")]
    public async Task A_field_that_is_wrong_is_named(string field, string value, string says)
    {
        var answer = await Post(Body().Replace($"\"{field}\":\"{FieldOf(field)}\"", $"\"{field}\":\"{value}\"", StringComparison.Ordinal));

        Assert.Equal(400, answer.Status);
        Assert.Contains(says, answer.Text, StringComparison.Ordinal);
        Assert.Equal(0, _store.Inserts);
    }

    [Theory]
    [InlineData("nearly-a-token-of-ours")]
    [InlineData("")]
    [InlineData("a-token-of-our")]
    public async Task A_wrong_token_is_a_401_and_is_not_told_again(string token)
    {
        var answer = await Post(Body(token: token));

        Assert.Equal(401, answer.Status);
        Assert.True(token.Length == 0 || !answer.Text.Contains(token, StringComparison.Ordinal));
        Assert.Equal(0, _store.Inserts);
    }

    [Fact]
    public async Task While_it_is_changed_the_old_token_and_the_new_one_are_valid()
    {
        Assert.Equal(200, (await Post(Body(token: "the-next-one"), tokens: [Token, "the-next-one"])).Status);
        Assert.Equal(200, (await Post(Body(), tokens: [Token, "the-next-one"])).Status);
    }

    [Fact]
    public async Task Without_a_token_configured_everything_is_refused_and_the_start_says_so()
    {
        Assert.Equal(401, (await Post(Body(), tokens: [])).Status);
        Assert.Contains(SettingsWith([]).Remarks(), remark => remark.Contains("Signals:Token", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("10.0.0.1", 403)]
    [InlineData("::ffff:52.89.214.238", 200)]
    [InlineData("127.0.0.1", 200)]
    public async Task Only_listed_addresses_come_in(string address, int status)
        => Assert.Equal(status, (await Intake([Token]).TakeAsync(Encoding.UTF8.GetBytes(Body()), IPAddress.Parse(address), default)).Status);

    [Fact]
    public async Task What_could_not_be_stored_is_a_503_so_that_it_is_sent_again()
    {
        _store.Failure = new IOException("disk full");
        Assert.Equal(503, (await Post(Body())).Status);

        _store.Failure = null;
        Assert.Equal((200, false), ((await Post(Body())) is var answer ? answer.Status : 0, answer.IsDuplicate));
    }

    [Fact]
    public async Task A_store_that_never_answers_is_a_503_before_the_sender_gives_up()
    {
        _store.Hangs = true;
        var posting = Post(Body());
        Assert.False(posting.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(503, (await posting).Status);
    }

    [Fact]
    public async Task A_heartbeat_needs_neither_action_nor_ticker()
    {
        var answer = await Post($"token={Token} kind=heartbeat time=2026-11-21T06:00:00Z timenow=2026-11-21T06:00:00Z");

        Assert.Equal(200, answer.Status);
        Assert.Equal(SignalKind.Heartbeat, answer.Signal!.Kind);
    }

    [Fact]
    public async Task A_thousand_hostile_bodies_are_all_answered_and_none_is_let_in()
    {
        const int Seed = 20261121;
        var random = new Random(Seed);
        var good = Encoding.UTF8.GetBytes(Body(token: "x" + Token));
        for (var i = 0; i < 1000; i++)
        {
            var body = Hostile(random, good, i);
            var answer = await Intake([Token]).TakeAsync(body, TradingView, default);
            Assert.True(answer.Status is 400 or 401, $"seed {Seed}, body {i}: {answer.Status} {answer.Text}");
            Assert.DoesNotContain('\n', answer.Text);
            Assert.True(answer.Text.Length < 250, answer.Text);
        }

        Assert.Equal(0, _store.Inserts);
    }

    private static byte[] Hostile(Random random, byte[] good, int number) => (number % 8) switch
    {
        0 => Bytes(random, random.Next(2000)),
        1 => Encoding.UTF8.GetBytes(new string('{', random.Next(1, 5000))),
        2 => Encoding.UTF8.GetBytes(new string('[', 9000) + "\"token\":"),
        3 => Encoding.UTF8.GetBytes($"token={new string('a', random.Next(20_000))}"),
        4 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("token= ", random.Next(1, 2000)))),
        5 => Encoding.UTF8.GetBytes($$"""{"token":{"a":[{{random.Next()}},null]},"kind":"macro\n<script>"}"""),
        6 => [.. good.Take(random.Next(good.Length))],
        _ => Mutated(random, good),
    };

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Mutated(Random random, byte[] good)
    {
        var bytes = good.ToArray();
        for (var i = 0; i < 5; i++)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    private static SignalSettings SettingsWith(IReadOnlyList<string> tokens)
        => new(tokens, SignalSettings.DefaultAddresses.Select(IPAddress.Parse).ToList(), TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(30), ModeTable.Default);

    private static string FieldOf(string field) => field switch
    {
        "kind" => "macro",
        "action" => "buy",
        "ticker" => "BINANCE:BTCUSDT",
        "time" => "2026-11-21T04:00:00Z",
        "timenow" => "2026-11-21T06:00:00Z",
        _ => "64000.1",
    };

    private static string Body(string token = Token, string time = "2026-11-21T04:00:00Z", string timenow = "2026-11-21T06:00:00Z")
        => $$"""{"token":"{{token}}","kind":"macro","action":"buy","ticker":"BINANCE:BTCUSDT","time":"{{time}}","timenow":"{{timenow}}","price":"64000.1","other":[1]}""";

    private SignalIntake Intake(IReadOnlyList<string> tokens) => new(SettingsWith(tokens), _store, _time);

    private Task<IntakeAnswer> Post(string body, IReadOnlyList<string>? tokens = null)
        => Intake(tokens ?? [Token]).TakeAsync(Encoding.UTF8.GetBytes(body), TradingView, default);
}
