using System.Security.Cryptography;
using System.Text;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>
/// Addresses and transaction ids of the simulated venues: they look like their network's and are hashes of whose they are, so no
/// key to them exists and nothing real can be sent there. On the networks of one family an owner has one address, as in life: so
/// money sent over the wrong one does arrive at the right address.
/// </summary>
public static class SimulatedAddresses
{
    private const string Base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /// <summary>An owner's address on a network, by canonical id.</summary>
    public static string Of(string owner, string network) => network switch
    {
        "tron" => "T" + Letters(owner + "|tron", 33),
        "solana" => Letters(owner + "|solana", 44),
        "bitcoin" => "1" + Letters(owner + "|bitcoin", 33),
        _ => "0x" + Hex(owner + "|evm")[..40],
    };

    public static string Transaction(ulong seed, long number, string network)
    {
        var hash = Hex(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{seed}|{number}|{network}"));
        return network switch
        {
            "tron" or "bitcoin" => hash,
            "solana" => Letters(hash, 88),
            _ => "0x" + hash,
        };
    }

    private static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("simulated|" + text)));

    private static string Letters(string text, int length)
    {
        var letters = new StringBuilder();
        for (var part = 0; letters.Length < length; part++)
        {
            foreach (var each in SHA256.HashData(Encoding.UTF8.GetBytes($"simulated|{text}|{(char)('a' + part)}")))
                letters.Append(Base58[each % Base58.Length]);
        }

        return letters.ToString(0, length);
    }
}
