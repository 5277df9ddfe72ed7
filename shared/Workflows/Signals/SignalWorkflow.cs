using Arbit.Signals;
using Arbit.Strategy;
using Arbit.Workflows.Accumulation;
using Arbit.Workflows.Modes;

namespace Arbit.Workflows.Signals;

/// <summary>Signal Receiver's hand-over: a stored signal becomes what it means, once.</summary>
public sealed class SignalWorkflow : Workflow<SignalTask, SignalOutcome>
{
    public override string Name => "signal";

    /// <summary>The instance that a signal is worked on under.</summary>
    public static string InstanceOf(Signal signal) => $"sig-{signal.Key}";

    public override async Task<SignalOutcome> RunAsync(IWorkflowContext context, SignalTask input)
    {
        var progress = new Progress(context);
        var signal = input.Signal;
        var text = $"{signal.Action} {signal.Ticker}";
        if (signal.Kind == SignalKind.Macro && input.Mode is { } mode)
        {
            progress.Say($"{text} means {mode.Word()}");
            var decision = await context.CallAsync(ModeActivities.Accept, new FlipRequest(signal.Key, mode, signal.FiredAt, input.By), RetryPolicy.Lasting);
            if (!decision.Accepted)
                return progress.Ended(new SignalOutcome(false, $"{text}: {decision.Reason}"));
            progress.Say($"flip {decision.Epoch} to {mode.Word()}");
            var flip = await context.RunAsync(new ModeFlipWorkflow(), ModeFlipWorkflow.InstanceOf(decision.Epoch), new ModeFlip(decision.Epoch, decision.Before, mode, input.By));
            return progress.Ended(new SignalOutcome(true, flip.Text));
        }

        if (signal.Kind == SignalKind.Abot)
        {
            progress.Say($"A-Bot: {text}");
            var trigger = signal.Action == SignalAction.Buy ? SeatTrigger.BuySignal : SeatTrigger.SellSignal;
            var seats = await context.RunAsync(new SeatsWorkflow(), $"seats-{signal.Key}", new SeatTask(trigger, signal.Coin));
            return progress.Ended(new SignalOutcome(true, seats.Text));
        }

        return progress.Ended(new SignalOutcome(false, $"{text} asks for nothing"));
    }
}
