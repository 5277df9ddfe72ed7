using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Strategy.Drift;

/// <summary>What drift asks for and is not done now.</summary>
/// <param name="From">The account that should give.</param>
/// <param name="To">The account that should receive; the same where it is a conversion.</param>
/// <param name="Asset">What should be given; null between accounts, where any movable one would do.</param>
/// <param name="Dollars">How much.</param>
/// <param name="Reason">What it waits for.</param>
public sealed record WaitingMove(Venue From, Venue To, Asset? Asset, Exact Dollars, WaitReason Reason);
