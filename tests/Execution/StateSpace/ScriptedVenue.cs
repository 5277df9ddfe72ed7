using Arbit.EdgeRunner.Execution;
using Arbit.Money;

namespace Arbit.Tests.Execution.StateSpace;

/// <summary>Does with each order what its script says, and says of it what the script says, each at its time.</summary>
internal sealed class ScriptedVenue(TradingDesk desk, IReadOnlyList<LegOutcome> legs, LegOutcome recovery)
{
    private const long Millisecond = TradingDesk.Millisecond;
    private const string Part = "0.4";

    private readonly PriorityQueue<OrderReply, (long At, int Number)> _toSay = new();
    private readonly Dictionary<string, Script> _scripts = new(StringComparer.Ordinal);
    private int _heard;
    private int _asked;
    private int _cancelled;
    private int _number;
    private bool _recoveryScripted;

    /// <summary>When it speaks next; far away where it has nothing to say.</summary>
    public long NextAt => _toSay.TryPeek(out _, out var when) ? when.At : long.MaxValue;

    /// <summary>Takes what was sent, cancelled and asked since, and says what is due.</summary>
    public void Turn()
    {
        for (; _heard < desk.Sent.Count; _heard++)
            Hear(desk.Sent[_heard]);
        for (; _cancelled < desk.Cancelled.Count; _cancelled++)
            Cancel(desk.Cancelled[_cancelled]);
        for (; _asked < desk.LookedUp.Count; _asked++)
            Answer(desk.LookedUp[_asked]);
        while (_toSay.TryPeek(out var reply, out var when) && when.At <= desk.Now)
        {
            _toSay.Dequeue();
            desk.Reply(reply);
        }
    }

    /// <summary>
    /// What it would have told the process that is gone is lost, but for what it will only know later; what was sent in the last
    /// moment has arrived, or never will, as its script says.
    /// </summary>
    public void LoseAnswers()
    {
        for (; _heard < desk.Sent.Count; _heard++)
            Hear(desk.Sent[_heard]);
        var later = new List<(OrderReply Reply, (long At, int Number) When)>();
        while (_toSay.TryDequeue(out var reply, out var when))
        {
            if (when.At > desk.Now + (1_000 * Millisecond))
                later.Add((reply, when));
        }

        _toSay.EnqueueRange(later);
        _cancelled = desk.Cancelled.Count;
        _asked = desk.LookedUp.Count;
    }

    private static OrderReply Nothing(Order order, ReplyKind kind) => new(order.Id, kind, Quantity.Zero, Notional.Zero, Amount.Zero, default, "");

    private LegOutcome OutcomeOf(Order order)
    {
        if (order.Purpose == OrderPurpose.Entry)
            return legs[order.Leg];
        var first = !_recoveryScripted;
        _recoveryScripted = true;
        return first ? recovery : LegOutcome.Filled;
    }

    private void Hear(Order order)
    {
        var script = new Script(OutcomeOf(order), desk.Filled(order, "1"), desk.Filled(order, Part));
        _scripts.Add(order.Id, script);
        switch (script.Outcome)
        {
            case LegOutcome.Filled:
                Say(Nothing(order, ReplyKind.Accepted), 10);
                Say(script.Whole, 30);
                break;
            case LegOutcome.Rejected:
                Say(Nothing(order, ReplyKind.Rejected), 10);
                break;
            case LegOutcome.PartlyFilled:
                Say(script.Partial, 30);
                break;
            case LegOutcome.Unfilled:
                Say(Nothing(order, ReplyKind.Ended), 30);
                break;
            case LegOutcome.AnsweredLate:
                Say(script.Whole, 2_500);
                break;
            case LegOutcome.AcknowledgedTwice:
                Say(Nothing(order, ReplyKind.Accepted), 10);
                Say(script.Whole, 30);
                Say(script.Whole, 30);
                Say(Nothing(order, ReplyKind.Accepted), 60);
                Say(script.Whole, 4_000);
                break;
            case LegOutcome.CancelledInPart:
                Say(Nothing(order, ReplyKind.Accepted), 10);
                break;
            case LegOutcome.FilledAfterItsEnd:
                Say(Nothing(order, ReplyKind.Ended), 30);
                Say(script.Whole, 5_000);
                break;
        }
    }

    private void Cancel(Order order)
    {
        var script = _scripts[order.Id];
        switch (script.Outcome)
        {
            case LegOutcome.FilledAfterCancel:
                Say(Nothing(order, ReplyKind.Ended), 20);
                Say(script.Whole, 400);
                script.IsOver = true;
                break;
            case LegOutcome.CancelledInPart:
                Say(script.Partial, 20);
                script.IsOver = true;
                break;
        }
    }

    private void Answer(Order order)
    {
        if (!_scripts.TryGetValue(order.Id, out var script))
        {
            // Journalled, and the plug was pulled before it left.
            Say(Nothing(order, ReplyKind.NotFound), 20);
            return;
        }

        script.Asked++;
        switch (script.Outcome)
        {
            case LegOutcome.Filled or LegOutcome.AcknowledgedTwice or LegOutcome.UnknownThenFound:
                Say(script.Whole, 20);
                break;
            case LegOutcome.Rejected:
                Say(Nothing(order, ReplyKind.Rejected), 20);
                break;
            case LegOutcome.PartlyFilled or LegOutcome.UnknownThenFoundInPart:
                Say(script.Partial, 20);
                break;
            case LegOutcome.Unfilled or LegOutcome.FilledAfterItsEnd:
                Say(Nothing(order, ReplyKind.Ended), 20);
                break;
            case LegOutcome.UnknownThenNotFound:
                Say(Nothing(order, ReplyKind.NotFound), 20);
                break;
            case LegOutcome.NotFoundThenFound:
                Say(script.Asked == 1 ? Nothing(order, ReplyKind.NotFound) : script.Whole, 20);
                break;
            case LegOutcome.FilledAfterCancel:
                Say(script.IsOver ? script.Whole : Nothing(order, ReplyKind.Progress), 20);
                break;
            case LegOutcome.CancelledInPart:
                Say(script.IsOver ? script.Partial : Nothing(order, ReplyKind.Progress), 20);
                break;
            case LegOutcome.AnsweredLate when desk.Now - order.SentAt > 2_400 * Millisecond:
                Say(script.Whole, 20);
                break;
        }
    }

    private void Say(OrderReply reply, long afterMilliseconds) => _toSay.Enqueue(reply, (desk.Now + (afterMilliseconds * Millisecond), _number++));

    private sealed class Script(LegOutcome outcome, OrderReply whole, OrderReply partial)
    {
        public LegOutcome Outcome { get; } = outcome;

        public OrderReply Whole { get; } = whole;

        public OrderReply Partial { get; } = partial;

        public int Asked { get; set; }

        public bool IsOver { get; set; }
    }
}
