using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Guards;

/// <summary>
/// Between the lease and a real venue: lets an order out only where real orders are configured, a person has confirmed the account with
/// these limits, and the order is within them. One that is kept back is answered as rejected, which is the truth: nothing has left.
/// Looking up, cancelling and reading the account are always let through. It belongs to the engine's thread.
/// </summary>
/// <param name="gateway">The real one.</param>
/// <param name="mode">As configured; dry run unless it says otherwise.</param>
/// <param name="limits">By venue; an account without any is sent nothing.</param>
/// <param name="confirmations">What a person has typed.</param>
/// <param name="sent">What has been sent today.</param>
/// <param name="rates">What an order comes to in dollars.</param>
/// <param name="answer">Takes the refusals.</param>
public sealed class GuardedGateway(
    IOrderGateway gateway,
    OrderMode mode,
    IReadOnlyDictionary<Venue, OrderLimits> limits,
    OrderConfirmations confirmations,
    SentToday sent,
    IRates rates,
    Action<OrderReply> answer) : IOrderGateway
{
    public const string Dry = "dry run: never sent (Live:Orders is dry)";

    private readonly Dictionary<Venue, bool> _confirmed = [];

    /// <summary>Orders that were kept back.</summary>
    public long Refused { get; private set; }

    public void Send(Order order)
    {
        var (refusal, dollars) = Judge(order);
        if (refusal is not null)
        {
            Refused++;
            answer(new OrderReply(order.Id, ReplyKind.Rejected, Quantity.Zero, Notional.Zero, Amount.Zero, default, refusal));
            return;
        }

        sent.Add(order.Instrument.Venue, dollars, order.SentAt);
        gateway.Send(order);
    }

    public void Cancel(Order order) => gateway.Cancel(order);

    public void LookUp(Order order) => gateway.LookUp(order);

    public void AskAccount(Venue venue, long since) => gateway.AskAccount(venue, since);

    private (string? Refusal, Amount Dollars) Judge(Order order)
    {
        var venue = order.Instrument.Venue;
        if (mode != OrderMode.Real)
            return (Dry, default);
        if (!limits.TryGetValue(venue, out var limit))
            return ($"{venue} has no order limits (Live:Limits): never sent", default);
        if (!IsConfirmed(venue, limit))
            return ($"{venue} is not confirmed: type `arbit confirm {venue}`; never sent", default);

        // No rate, no trade (lesson L29).
        if (rates.InDollars(order.Instrument.Symbol.Quote) is not { } rate)
            return ($"what {order.Instrument.Symbol.Quote} is worth is not known, so neither is the limit kept: never sent", default);
        var dollars = Amount.From((order.Limit * order.Quantity).Value * rate.Value, Rounding.Ceiling);
        var closes = order.Purpose is OrderPurpose.Complete or OrderPurpose.Unwind or OrderPurpose.Hedge;
        var most = closes ? Amount.FromUnits(limit.PerOrder.Units * OrderLimits.TimesForClosing) : limit.PerOrder;
        if (dollars > most)
            return ($"{dollars} USD is over the {most} USD an order of {venue}: never sent", default);

        // What closes an open leg is counted, and not stopped by the day: that would leave the leg open.
        return !closes && sent.Of(venue, order.SentAt) + dollars > limit.PerDay
            ? ($"with {dollars} USD more the day at {venue} would be over {limit.PerDay} USD: never sent", default)
            : (null, dollars);
    }

    /// <summary>Once it is, it stays so for the run; before, it is looked for again, so that a sentence typed meanwhile counts.</summary>
    private bool IsConfirmed(Venue venue, OrderLimits limit)
    {
        if (!_confirmed.GetValueOrDefault(venue))
            _confirmed[venue] = confirmations.IsConfirmed(venue, limit);
        return _confirmed[venue];
    }
}
