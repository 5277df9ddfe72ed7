using System.Text.Json;
using Arbit.Accounts;
using Arbit.EdgeRunner.Page;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Slow.Wire;

/// <summary>
/// The paper accounts for a slow side in another process: they are in the edge's, as the money is that trades.
/// <c>POST /api/paper/funding/{venue}</c> with a <see cref="FundingQuestion"/>; 422 refused, 504 where nobody knows. From this machine, or
/// with the bus's token.
/// </summary>
public static class FundingEndpoint
{
    private const int LargestBody = 1 << 16;

    internal static void MapFunding(this IEndpointRouteBuilder app, IReadOnlyList<IVenueFunding> accounts, AccessGuard guard)
    {
        app.MapPost("/api/paper/funding/{venue}", (string venue, HttpContext context) => AnswerAsync(guard, accounts, venue, context));
    }

    private static async Task<IResult> AnswerAsync(AccessGuard guard, IReadOnlyList<IVenueFunding> accounts, string venue, HttpContext context)
    {
        if (guard.Refusal(context) is { } refusal)
            return Results.Text(refusal, statusCode: StatusCodes.Status403Forbidden);
        if (!context.Request.HasJsonContentType())
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        if (context.Request.ContentLength is null or > LargestBody)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (accounts.FirstOrDefault(account => account.Venue.Name == venue) is not { } account)
            return Results.NotFound();
        try
        {
            var question = await JsonSerializer.DeserializeAsync<FundingQuestion>(context.Request.Body, WorkflowJson.Options, context.RequestAborted);
            return question is null ? Results.BadRequest() : Results.Text(await question.AskAsync(account, context.RequestAborted), "application/json");
        }
        catch (FundingRefusedException e)
        {
            return Results.Text(e.Message, statusCode: StatusCodes.Status422UnprocessableEntity);
        }
        catch (Exception e) when (e is FundingUnansweredException or OperationCanceledException)
        {
            return Results.Text(e.Message, statusCode: StatusCodes.Status504GatewayTimeout);
        }
        catch (Exception e) when (e is JsonException or FormatException or NotSupportedException)
        {
            return Results.BadRequest();
        }
    }
}
