using Arbit.Functions.Setup;
using Arbit.Signals;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;

namespace Arbit.Functions.Signals;

/// <summary><c>POST /api/signals/tradingview?code=KEY</c>: stored first, begun at once where that is quick, answered within TradingView's three seconds.</summary>
public sealed class TradingViewFunction(SlowHome slow)
{
    /// <summary>What is not begun by then the next turn begins: it is stored.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    [Function("tradingview")]
    public async Task<HttpResponseData> TakeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "signals/tradingview")] HttpRequestData request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var answer = await slow.Door.AnswerAsync(request.Body, null, CallerAddress.Of(request.Header("X-Forwarded-For")), cancellation);
        if (answer is { Status: 200, IsDuplicate: false, Signal: { } signal })
            await BeginSoonAsync(durable, signal, cancellation);
        return await request.TextAsync(answer.Status, answer.Text, cancellation);
    }

    /// <summary>Whatever keeps it from beginning, the alert was taken: its answer is the same.</summary>
    private async Task BeginSoonAsync(DurableTaskClient durable, Signal signal, CancellationToken cancellation)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, slow.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
            await slow.Starter.BeginAsync(slow.HostOf(durable), signal, either.Token);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            slow.Starter.LookAgain();
        }
    }
}
