using System.Net;

namespace Arbit.Signals;

/// <summary>
/// Who calls, behind a front end that notes it in <c>X-Forwarded-For</c> (Azure's does: <c>address:port</c> at the end). What stands before
/// the last entry comes from the caller, who can write there whatever he likes, so only the last is believed.
/// </summary>
public static class CallerAddress
{
    /// <summary>Null where there is none, or none that can be read: no address is on nobody's list.</summary>
    public static IPAddress? Of(string? forwardedFor)
    {
        var last = forwardedFor?[(forwardedFor.LastIndexOf(',') + 1)..].Trim() ?? "";
        return IPAddress.TryParse(last, out var bare) ? bare : IPEndPoint.TryParse(last, out var point) ? point.Address : null;
    }
}
