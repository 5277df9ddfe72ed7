using Arbit.Messages;
using Arbit.Messages.Facts;
using Arbit.Signals;
using Arbit.State;
using Arbit.Workflows;

namespace Arbit.Slow;

/// <summary>What the slow side does with a fact of the edge: the same behind the embedded host's subscription and behind a trigger.</summary>
/// <param name="host">Where workflows wait for answers.</param>
/// <param name="store">Where requests and signals are kept.</param>
public sealed class FactIntake(IWorkflowHost host, IStateStore store)
{
    private const string Requests = "requests";

    /// <summary>A person's flip was stored as a signal: somebody begins it.</summary>
    public Action<Signal>? Stored { get; init; }

    /// <summary>Somebody asks how all workflows stand.</summary>
    public Action? Wanted { get; init; }

    /// <summary>Takes one, any number of times; false where it is not for the slow side.</summary>
    /// <exception cref="PoisonMessageException">Nobody can ever do anything with it.</exception>
    /// <exception cref="IOException">The store does not answer: the same again later.</exception>
    public async Task<bool> TakeAsync(Envelope message, CancellationToken cancellation)
    {
        switch (MessageCodec.FactOf(message))
        {
            // Written as any fact, so that whoever waits can tell which it is.
            case CommandAnswer { ReplyTo: { } waiting } answer:
                await host.RaiseAsync<EdgeFact>(waiting, CommandAnswer.EventOf(answer.CommandId), answer, cancellation);
                return true;
            case PersonAsked asked:
                await TakeAsync(asked, cancellation);
                return true;
            case WorkflowsWanted:
                Wanted?.Invoke();
                return true;
            default:
                return false;
        }
    }

    /// <summary>Once for a request: it is marked after its effect, and what repeats it before that changes nothing.</summary>
    public async Task TakeAsync(PersonAsked asked, CancellationToken cancellation)
    {
        if (await store.FindAsync(Requests, Requests, asked.Request, cancellation) is not null)
            return;
        switch (asked.Wish)
        {
            case PersonWish.Approve or PersonWish.Refuse:
                await DecideAsync(asked, cancellation);
                break;
            case PersonWish.Flip:
                if (PersonsFlip.SignalOf(asked) is not { } signal)
                    throw new PoisonMessageException($"'{asked.Target}' is no mode; it is BTC or GOLD");
                if (await SignalIntake.StoreAsync(store, signal, cancellation))
                    Stored?.Invoke(signal);
                break;
            case PersonWish.Sweep:
                await SlowWorkflows.SweepAsync(host, asked, cancellation);
                break;
            default:
                throw new PoisonMessageException($"nobody here knows the wish {asked.Wish}");
        }

        await store.TryInsertAsync(Requests, Requests, asked.Request, WorkflowJson.Write(asked), cancellation);
    }

    /// <summary>
    /// Only to a workflow that asks, and only where it has asked before the answer was given: a yes that comes twice, or late, must never
    /// be taken for the answer to another question.
    /// </summary>
    private async Task DecideAsync(PersonAsked asked, CancellationToken cancellation)
    {
        var view = await host.FindAsync(asked.Target, cancellation);
        if (view is { State: WorkflowState.Running, Status.NeedsDecision: true } && asked.Time >= view.ChangedAt)
            await host.RaiseAsync(asked.Target, Decision.EventName, new Decision(asked.Wish == PersonWish.Approve, asked.By), cancellation);
    }
}
