using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Ledger;
using Arbit.Messages;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;

namespace Arbit.EdgeRunner.Treasury;

/// <summary>
/// Does what the slow side asks, once, and answers each time the same. It is part of the decider: commands reach it as events, what
/// it changes is journalled before it is applied, and answers leave behind that.
/// </summary>
public sealed class Treasurer
{
    private readonly Executor _executor;
    private readonly BalanceTeller _teller;
    private readonly ConversionTeller _conversions;
    private readonly CommandRules _rules;
    private readonly Action<RestrainTrading, long> _restrain;
    private readonly IFactSink _facts;
    private readonly IAudit _audit;
    private readonly Queue<Envelope> _waiting = new();

    /// <param name="executor">Journals, and trades what is to be bought and sold.</param>
    /// <param name="rules">What is refused.</param>
    /// <param name="teller">Says what is where.</param>
    /// <param name="conversions">Says how one money becomes another.</param>
    /// <param name="restrain">A person's pause, halt or resume, by the way that the page's buttons take.</param>
    /// <param name="facts">Where answers leave.</param>
    /// <param name="audit">Takes down what was done.</param>
    public Treasurer(Executor executor, CommandRules rules, BalanceTeller teller, ConversionTeller conversions, Action<RestrainTrading, long> restrain, IFactSink facts, IAudit audit)
    {
        (_executor, _rules, _teller, _conversions, _restrain, _facts, _audit) = (executor, rules, teller, conversions, restrain, facts, audit);
        executor.Commanded.Answered = facts.Say;
    }

    /// <summary>Under the lease, and once it is known what is held.</summary>
    private bool MayAct => _executor.HoldsLease && !_executor.Book.IsUnsettled;

    private TreasuryBook Book => _executor.Book.Treasury;

    public static DateTimeOffset TimeOf(long nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / 100);

    /// <summary>
    /// A message off the bus. Without the lease it waits, and the bus does not go on behind it: two edges must not both do it (lesson L35).
    /// </summary>
    public void Take(Envelope message, long now)
    {
        if (!MayAct)
        {
            _waiting.Enqueue(message);
            return;
        }

        try
        {
            Do(MessageCodec.CommandOf(message), now);
        }
        catch (PoisonMessageException e)
        {
            // Whoever posts here has looked already; a recording of another version may still hold one.
            _audit.Add(now, "command.poison", message.Id, e.Message);
        }

        _facts.Taken(message.Id);
    }

    /// <summary>The lease was got, and what was open is settled: what waited for it is done.</summary>
    public void OnSettled(long now)
    {
        for (var waiting = _waiting.Count; waiting > 0; waiting--)
            Take(_waiting.Dequeue(), now);
    }

    /// <summary>What was claimed until now is free again, unless something is being bought with it.</summary>
    public void OnTimer(long now)
    {
        if (!MayAct || Book.Reservations.Count == 0)
            return;
        foreach (var reservation in Book.Reservations.Where(held => held.Until <= now && !Book.Trades.Any(trade => trade.Command.Reservation == held.Id)).ToList())
        {
            _executor.Record(new ReservationExpired(now, reservation.Id), now);
            _audit.Add(now, "reservation.expired", reservation.Id, $"{reservation.Left} {reservation.Asset} at {reservation.Place}");
        }
    }

    private void Do(EdgeCommand command, long now)
    {
        if (Book.AnswerTo(command.Id) is CommandAnswer before)
        {
            _audit.Add(now, "command.repeated", command.Id, "answered as before");
            _facts.Say(before);
            return;
        }

        if (Book.TradeOf(command.Id) is not null)
        {
            _audit.Add(now, "command.repeated", command.Id, "under way; answered at its end");
            return;
        }

        var refusal = _rules.Refusal(command, now);
        switch (command)
        {
            // Balances and quotes age, so they are told anew each time, and journalled never.
            case TellBalances tell when refusal is null:
                _facts.Say(_teller.Tell(tell, now));
                return;

            case QuoteConversion quote when refusal is null:
                _facts.Say(_conversions.Tell(quote, now));
                return;

            // Begun, not done: the answer comes at its end.
            case Trade when refusal is null:
                Record(command, null, now);
                _executor.Commanded.OnTimer(now);
                return;

            // Journalled on its own, and before the command: said again after a crash it only wants what is already so.
            case RestrainTrading restrain when refusal is null:
                _restrain(restrain, now);
                break;
        }

        var answer = new CommandAnswer(TimeOf(now), command.Id, command.ReplyTo, refusal is null, refusal ?? "");
        Record(command, answer, now);
        _facts.Say(answer);
    }

    private void Record(EdgeCommand command, CommandAnswer? answer, long now)
    {
        _executor.Record(new CommandTaken(now, command, answer), now);
        _audit.Add(now, answer is { Accepted: false } ? "command.refused" : "command.taken", command.Id, answer is { Accepted: false } refused ? refused.Reason : CommandWords.Of(command));
    }
}
