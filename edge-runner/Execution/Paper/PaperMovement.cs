using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>The line by which money came into a paper account from outside trading, or left it.</summary>
/// <param name="Moved">Its id; each happens once.</param>
/// <param name="Change">Negative where it left.</param>
public sealed record PaperMovement(string Moved, Venue Venue, Asset Asset, Amount Change);
