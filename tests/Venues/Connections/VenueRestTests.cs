using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Arbit.Accounts;
using Arbit.EdgeRunner.Venues.Binance;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.EdgeRunner.Venues.Kucoin;
using Arbit.Tests.Support;

namespace Arbit.Tests.Venues.Connections;

public sealed class VenueRestTests
{
    private static readonly Uri Address = new("http://127.0.0.1/api/v3/depth?symbol=BTCUSDT");

    [Theory]
    [InlineData(429)]
    [InlineData(418)]
    public async Task A_pause_that_the_venue_orders_is_kept_by_all_who_ask_it(int status)
    {
        var time = new ManualTime();
        var answers = new Answers(Refused(status, seconds: 7), Ok("first"), Ok("second"));
        var rest = Rest(answers, time);

        var first = rest.SendAsync(new RestQuery(Address, 1), CancellationToken.None);
        await time.WhenTimerAsync(due => due == TimeSpan.FromSeconds(0.5));
        time.Advance(TimeSpan.FromSeconds(0.5));
        var second = rest.SendAsync(new RestQuery(Address, 1), CancellationToken.None);
        await time.WhenTimerAsync(due => due == TimeSpan.FromSeconds(6.5));
        time.Advance(TimeSpan.FromSeconds(6.4));
        Assert.Equal(1, answers.Asked);
        Assert.False(first.IsCompleted || second.IsCompleted, "nothing is asked before the pause is over");

        time.Advance(TimeSpan.FromSeconds(0.1));
        var bodies = new[] { Encoding.UTF8.GetString(await first), Encoding.UTF8.GetString(await second) };
        Assert.Equal(["first", "second"], bodies.Order(StringComparer.Ordinal));
        Assert.Equal(3, answers.Asked);
    }

    /// <summary>A ban is of the address, and both go out from one.</summary>
    [Fact]
    public async Task Public_questions_and_the_accounts_are_one_budget_and_a_pause_holds_for_both()
    {
        var time = new ManualTime();
        var answers = new Answers(Refused(429, seconds: 7), Ok("body"), Ok("later"));
        var account = new RequestBudget(4, 1, TimeSpan.FromSeconds(10), time);
        var rest = Rest(answers, time);
        rest.Account = account;

        var asked = rest.SendAsync(new RestQuery(Address, 1), CancellationToken.None);
        Assert.False(account.TryTake(isOrder: true), "the venue asked to wait, and the account's orders wait too");
        time.Advance(await time.WhenTimerAsync(due => due == TimeSpan.FromSeconds(0.5)));
        time.Advance(await time.WhenTimerAsync(due => due == TimeSpan.FromSeconds(6.5)));
        Assert.Equal("body", Encoding.UTF8.GetString(await asked));

        Assert.True(account.TryTake(isOrder: false));
        var second = rest.SendAsync(new RestQuery(Address, 1), CancellationToken.None);
        await time.WhenTimerAsync(due => due == TimeSpan.FromMilliseconds(250));
        Assert.Equal(2, answers.Asked);
        Assert.True(account.TryTake(isOrder: true), "what is for orders is left to them");
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("later", Encoding.UTF8.GetString(await second));
    }

    [Fact]
    public async Task A_refusal_is_not_asked_again_and_is_told_in_the_venues_words()
    {
        var answers = new Answers(new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent("""{"code":-1121,"msg":"Invalid symbol."}""") });

        var problem = await Assert.ThrowsAsync<VenueProblemException>(() => Rest(answers, new ManualTime()).SendAsync(new RestQuery(Address, 1), CancellationToken.None));

        Assert.True(problem.IsRefusal);
        Assert.Equal("""test refused /api/v3/depth?symbol=BTCUSDT: HTTP 400 {"code":-1121,"msg":"Invalid symbol."}""", problem.Message);
        Assert.Equal(1, answers.Asked);
    }

    [Fact]
    public async Task A_refusal_inside_a_good_status_is_one_too()
    {
        var answers = new Answers(Ok("""{"code":"900001","msg":"symbol not exists"}"""));
        using var http = new HttpClient(answers);
        var rest = new VenueRest("kucoin", new KucoinProtocol(), http, new ConnectionOptions(), new ManualTime());

        var problem = await Assert.ThrowsAsync<VenueProblemException>(() => rest.SendAsync(new RestQuery(Address, 1), CancellationToken.None));

        Assert.True(problem.IsRefusal);
        Assert.Contains("symbol not exists", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_venue_failed_at_is_asked_again()
    {
        var time = new ManualTime();
        var answers = new Answers(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable), Ok("body"));

        var asked = Rest(answers, time).SendAsync(new RestQuery(Address, 1), CancellationToken.None);
        time.Advance(await time.WhenTimerAsync(due => due == TimeSpan.FromSeconds(0.5)));

        Assert.Equal("body", Encoding.UTF8.GetString(await asked));
        Assert.Equal(2, answers.Asked);
    }

    [Fact]
    public async Task A_minutes_weight_is_not_exceeded()
    {
        var time = new ManualTime();
        var budget = new WeightBudget(100, time);
        await budget.TakeAsync(60, CancellationToken.None);
        await budget.TakeAsync(40, CancellationToken.None);

        var third = budget.TakeAsync(1, CancellationToken.None).AsTask();
        Assert.False(third.IsCompleted, "the minute is used up");
        time.Advance(await time.WhenTimerAsync(due => due == TimeSpan.FromMinutes(1)));
        await third;

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await budget.TakeAsync(101, CancellationToken.None));
    }

    private static VenueRest Rest(Answers answers, TimeProvider time)
        => new("test", new BinanceProtocol(), new HttpClient(answers), new ConnectionOptions(), time);

    private static HttpResponseMessage Ok(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body) };

    private static HttpResponseMessage Refused(int status, int seconds)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status);
        answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds));
        return answer;
    }

    private sealed class Answers(params HttpResponseMessage[] answers) : HttpMessageHandler
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => Task.FromResult(answers[Interlocked.Increment(ref _asked) - 1]);
    }
}
