namespace Arbit.EdgeRunner.Simulation.Binance.Private;

/// <summary>An error as Binance tells it (venue document "Errors").</summary>
/// <param name="Status">HTTP.</param>
internal sealed record BinanceError(int Status, int Code, string Message)
{
    public static readonly BinanceError KeyFormat = new(401, -2014, "API-key format invalid.");
    public static readonly BinanceError UnknownKey = new(401, -2015, "Invalid API-key, IP, or permissions for action.");
    public static readonly BinanceError Signature = new(400, -1022, "Signature for this request is not valid.");
    public static readonly BinanceError OutsideWindow = new(400, -1021, "Timestamp for this request is outside of the recvWindow.");
    public static readonly BinanceError Ahead = new(400, -1021, "Timestamp for this request was 1000ms ahead of the server's time.");
    public static readonly BinanceError WindowTooWide = new(400, -1131, "recvWindow must be less than 60000.");
    public static readonly BinanceError Symbol = new(400, -1121, "Invalid symbol.");
    public static readonly BinanceError Type = new(400, -1116, "Invalid orderType.");
    public static readonly BinanceError TimeInForce = new(400, -1115, "Invalid timeInForce.");
    public static readonly BinanceError Side = new(400, -1117, "Invalid side.");
    public static readonly BinanceError NoSuchOrder = new(400, -2013, "Order does not exist.");
    public static readonly BinanceError UnknownOrder = new(400, -2011, "Unknown order sent.");
    public static readonly BinanceError ListenKey = new(400, -1125, "This listenKey does not exist.");

    public static BinanceError Missing(string parameter) => new(400, -1102, $"Mandatory parameter '{parameter}' was not sent, was empty/null, or malformed.");

    public static BinanceError Illegal(string parameter) => new(400, -1100, $"Illegal characters found in parameter '{parameter}'; legal range is '^([0-9]{{1,20}})(\\.[0-9]{{1,20}})?$'.");
}
