using Arbit.State;
using Arbit.Workflows;
using Arbit.Workflows.Claims;

namespace Arbit.Slow.Activities;

/// <summary>Who is at a piece of work, a row each. One that was given back has nobody, and anybody may take it.</summary>
public sealed class ClaimKeeper(IStateStore store, TimeProvider time)
{
    private const string Nobody = "";

    public Task<bool> TakeAsync(Claim claim, CancellationToken cancellation) => RowOf(claim.Name).ChangeAsync(
        held => held.Owner == Nobody || held.Owner == claim.Owner || held.Until < time.GetUtcNow() ? (claim, true) : (held, false),
        cancellation);

    public Task<Done> GiveAsync(Claim claim, CancellationToken cancellation) => RowOf(claim.Name).ChangeAsync(
        held => (held.Owner == claim.Owner ? held with { Owner = Nobody } : held, Done.It),
        cancellation);

    public void AddTo(ActivityTable table) => table
        .Add(ClaimActivities.Take, (_, claim, cancellation) => TakeAsync(claim, cancellation))
        .Add(ClaimActivities.Give, (_, claim, cancellation) => GiveAsync(claim, cancellation));

    private KeptRow<Claim> RowOf(string name) => new(store, "claims", name, new Claim(name, Nobody, DateTimeOffset.UnixEpoch));
}
