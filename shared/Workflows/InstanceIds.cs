using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Arbit.Workflows;

/// <summary>The ids that an instance gives out: the same in every replay and on every host, and in no other instance.</summary>
public static class InstanceIds
{
    /// <param name="instanceId">Whose.</param>
    /// <param name="count">Which of its ids, counted from one through all its runs.</param>
    public static Guid Of(string instanceId, int count)
    {
        // By name (RFC 9562, version 8): the instance's id is in no other instance, and the count in no other place of this one.
        var name = string.Create(CultureInfo.InvariantCulture, $"{instanceId}\n{count}");
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
