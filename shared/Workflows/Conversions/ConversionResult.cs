using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Workflows.Conversions;

/// <summary>What a conversion came to; what a failed one had traded until then is in it.</summary>
/// <param name="Problem">Empty where it went through.</param>
public sealed record ConversionResult(Venue? Venue, Asset From, Asset To, Amount Spent, Amount Received, Amount CostInDollars, string Problem) : IOutcome
{
    public static ConversionResult None(ConversionOrder order, string problem) => new(order.Venue, order.From, order.To, Amount.Zero, Amount.Zero, Amount.Zero, problem);

    string IOutcome.Text => Problem.Length == 0 ? $"{Spent} {From} became {Received} {To}" : Problem;
}
