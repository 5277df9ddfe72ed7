using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Workflows.Edge;

namespace Arbit.Workflows.Conversions;

/// <summary>
/// Conversion Manager: one money into another inside one venue, by the cheapest way over any number of pairs. What it spends is reserved
/// first, so arbitrage is never interrupted and nothing is spent twice; each hop is an order of the edge. A hop that fills in part makes
/// the next one smaller, and what a route leaves on its way stays where it is, free.
/// </summary>
public sealed class ConversionWorkflow : Workflow<ConversionOrder, ConversionResult>
{
    private static readonly TimeSpan HopTakes = TimeSpan.FromMinutes(5);

    public override string Name => "conversion";

    public override async Task<ConversionResult> RunAsync(IWorkflowContext context, ConversionOrder input)
    {
        var progress = new Progress(context);
        progress.Say($"asks what {input.Amount} {input.From} come to in {input.To}");
        var id = context.InstanceId;
        var answer = await context.TryAsync(new QuoteConversion($"{id}:quote", EdgeCalls.AnyTime, input.Venue, input.From, input.To, input.Amount));
        if (answer is not ConversionQuoted quoted)
            return progress.Ended(ConversionResult.None(input, $"not quoted: {answer.Reason}"));
        if (quoted.Routes.Count == 0)
            return progress.Ended(ConversionResult.None(input, $"nothing leads from {input.From} to {input.To}{(input.Venue is { } at ? $" at {at}" : "")}"));
        var route = quoted.Routes[0];
        progress.Did($"goes over {Text(route)} at {route.Venue}: {route.Spends} {input.From} at once come to about {route.Receives} {input.To}");

        var reservation = $"{id}:spend";
        var reserved = await context.TryAsync(new Reserve(reservation, context.Now + HopTakes, reservation, route.Venue.Name, input.From, input.Amount, context.Now + (HopTakes * (route.Hops.Count + 1))) { Epoch = input.Epoch });
        if (!reserved.Accepted)
            return progress.Ended(ConversionResult.None(input, $"not reserved: {reserved.Reason}"));

        try
        {
            return progress.Ended(await TradeAsync(context, progress, input, route, reservation));
        }
        finally
        {
            await context.TryAsync(new Release($"{id}:release", EdgeCalls.AnyTime, reservation));
        }
    }

    private static async Task<ConversionResult> TradeAsync(IWorkflowContext context, Progress progress, ConversionOrder input, QuotedRoute route, string reservation)
    {
        var spend = input.Amount;
        var result = new ConversionResult(route.Venue, input.From, input.To, Amount.Zero, Amount.Zero, Amount.Zero, "");
        for (var hop = 0; hop < route.Hops.Count; hop++)
        {
            var (symbol, side) = (route.Hops[hop].Symbol, route.Hops[hop].Side);
            progress.Say($"{side} {symbol} at {route.Venue}, hop {hop + 1} of {route.Hops.Count}", "the edge's orders");
            var command = new Trade($"{context.InstanceId}:hop{hop + 1}", context.Now + HopTakes, route.Venue, symbol, side, spend, input.MaxSlippage, hop == 0 ? reservation : null) { Epoch = input.Epoch, Rests = input.Rests };
            var answer = await context.TryAsync(command);
            if (answer is not TradeAnswer { Accepted: true } traded || traded.Received.Sign <= 0)
                return result with { Problem = $"{side} {symbol} at {route.Venue}: {answer.Reason}" };
            progress.Did($"{side} {symbol}: {traded.Spent} for {traded.Received}");
            result = result with
            {
                Spent = hop == 0 ? traded.Spent : result.Spent,
                Received = hop == route.Hops.Count - 1 ? traded.Received : Amount.Zero,
                CostInDollars = result.CostInDollars + traded.CostInDollars,
            };
            spend = traded.Received;
        }

        return result;
    }

    private static string Text(QuotedRoute route) => string.Join(", ", route.Hops.Select(hop => $"{(hop.Side == Side.Buy ? "buy" : "sell")} {hop.Symbol}"));
}
