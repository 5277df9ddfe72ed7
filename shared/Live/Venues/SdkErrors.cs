using CryptoExchange.Net.Objects;
using CryptoExchange.Net.Objects.Errors;

namespace Arbit.Live.Venues;

/// <summary>What an SDK's errors mean for something that was posted, and whether a question may be asked again.</summary>
internal static class SdkErrors
{
    /// <summary>Of the SDK's kinds those that only a venue can say, having turned the request down.</summary>
    private static readonly HashSet<ErrorType> Definite =
    [
        ErrorType.Unauthorized, ErrorType.RateLimitRequest, ErrorType.RateLimitOrder, ErrorType.InvalidTimestamp, ErrorType.UnknownSymbol, ErrorType.UnknownAsset,
        ErrorType.InvalidParameter, ErrorType.MissingParameter, ErrorType.InvalidQuantity, ErrorType.InvalidPrice, ErrorType.InsufficientBalance,
        ErrorType.UnavailableSymbol, ErrorType.RejectedOrderConfiguration, ErrorType.InvalidOperation, ErrorType.RiskError, ErrorType.MaxPosition,
    ];

    /// <param name="result">Of a post that failed.</param>
    /// <param name="isDefinite">What the venue's own codes say besides.</param>
    public static PostOutcome OutcomeOf(HttpResult result, Func<Error, bool> isDefinite)
    {
        var error = result.Error!;
        if (result.ResponseStatusCode is null && error is ClientRateLimitError or ArgumentError or NoApiCredentialsError)
            return PostOutcome.NeverSent;
        if (error is ServerRateLimitError)
            return PostOutcome.Refused;
        var isAnswer = error is ServerError && result.ResponseStatusCode is { } status && (int)status < 500;
        return isAnswer && (Definite.Contains(error.ErrorType) || isDefinite(error)) ? PostOutcome.Refused : PostOutcome.Unknown;
    }

    /// <summary>A question that failed so may have another answer in a moment; what a venue has turned down has not.</summary>
    public static bool IsTransient(HttpResult result) => result.Error switch
    {
        ServerRateLimitError or ClientRateLimitError or WebError or TimeoutError or DeserializeError => true,
        ArgumentError or NoApiCredentialsError => false,
        { ErrorType: ErrorType.SystemError or ErrorType.RateLimitRequest or ErrorType.InvalidTimestamp } => true,
        _ => result.ResponseStatusCode is { } status && (int)status >= 500,
    };

    /// <summary>The venue's words; an SDK's error holds neither keys nor signatures.</summary>
    public static string Words(Error error)
    {
        var text = error.Message is { Length: > 0 } message ? message : error.ErrorDescription ?? error.ErrorType.ToString();
        return error.ErrorCode is { Length: > 0 } code ? $"{code} {text}" : text;
    }
}
