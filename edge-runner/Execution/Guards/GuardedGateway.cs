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
/// <param name="settings">Where orders go, and how much of them.</param>
/// <param name="confirmations">What a person has typed.</param>
/// <param name="answer">Takes the refusals.</param>
/// <param name="tell">Takes how an account stands, whenever it is read.</param>
public sealed class GuardedGateway(
    IOrderGateway gateway,
    AccountGateSettings settings,
    OrderConfirmations confirmations,
    Action<OrderReply> answer,
    Action<AccountStanding> tell) : IOrderGateway
{
    public const string Dry = "dry run: never sent (Live:Orders is dry)";

    private readonly Dictionary<Venue, bool> _confirmed = [];
    private IRates? _rates;
    private SentNotionals _sent = new();

    /// <summary>Orders that were kept back.</summary>
    public long Refused { get; private set; }

    /// <summary>What orders are worth, and what was sent: the engine's own. Before that nothing leaves.</summary>
    public void Begin(IRates rates, SentNotionals sent) => (_rates, _sent) = (rates, sent);

    public void Send(Order order)
    {
        if (Refusal(order) is { } refusal)
        {
            Refused++;
            answer(OrderReply.KeptBack(order.Id, refusal));
            return;
        }

        gateway.Send(order);
    }

    public void Cancel(Order order) => gateway.Cancel(order);

    public void LookUp(Order order) => gateway.LookUp(order);

    /// <summary>About once a minute: a sentence that was typed meanwhile is told with it.</summary>
    public void AskAccount(Venue venue, long since)
    {
        gateway.AskAccount(venue, since);
        if (settings.Limits.TryGetValue(venue, out var limit))
            tell(new AccountStanding(venue, IsConfirmed(venue, limit)));
    }

    private string? Refusal(Order order)
    {
        var venue = order.Instrument.Venue;
        if (settings.Mode == OrderMode.DryRun)
            return Dry;
        if (!settings.Limits.TryGetValue(venue, out var limit))
            return $"{venue} has no order limits (Live:Limits): never sent";
        if (!IsConfirmed(venue, limit))
            return $"{venue} is not confirmed: type `arbit confirm {venue}`; never sent";

        // No rate, no trade (lesson L29).
        if (_rates?.InDollars(order.Instrument.Symbol.Quote) is not { } rate || _sent.InDollars(_rates, venue, order.SentAt) is not { } today)
            return $"what {order.Instrument.Symbol.Quote} is worth is not known, so neither is the limit kept: never sent";
        var dollars = Amount.From((order.Limit * order.Quantity).Value * rate.Value, Rounding.Ceiling);
        var closes = order.Purpose is OrderPurpose.Complete or OrderPurpose.Unwind or OrderPurpose.Hedge;
        var most = closes ? Amount.FromUnits(limit.PerOrder.Units * OrderLimits.TimesForClosing) : limit.PerOrder;
        if (dollars > most)
            return $"{dollars} USD is over the {most} USD an order of {venue}: never sent";

        // Its intent is in the journal already, and counted with the day. What closes an open leg is not stopped by the day: that would
        // leave the leg open.
        return !closes && today > limit.PerDay
            ? $"with {dollars} USD more the day at {venue} would be over {limit.PerDay} USD: never sent"
            : null;
    }

    /// <summary>Once it is, it stays so for the run; before, it is looked for again, so that a sentence typed meanwhile counts.</summary>
    private bool IsConfirmed(Venue venue, OrderLimits limit)
    {
        if (!_confirmed.GetValueOrDefault(venue))
            _confirmed[venue] = confirmations.IsConfirmed(venue, limit);
        return _confirmed[venue];
    }
}
