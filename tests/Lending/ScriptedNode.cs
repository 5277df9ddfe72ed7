using System.Numerics;
using System.Text.Json.Nodes;
using Arbit.Accounts;
using Arbit.Lending;

namespace Arbit.Tests.Lending;

/// <summary>A node with an Aave pool behind it, as JSON-RPC answers look; nothing of it is a real chain.</summary>
internal sealed class ScriptedNode : INodeRpc
{
    public const string Token = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
    public const string Pool = "0x87870bca3f3fd6335c3f4ce8392d69350b4fa4e2";
    public const string Wallet = "0x00000000000000000000000000000000000000aa";
    private const string AToken = "0x98c23e9d8f34fefb1b7bd6a91b7ff122f4e16f5c";

    public BigInteger InWallet { get; set; } = 1_500_000_000;

    public BigInteger Supplied { get; set; } = 250_000_001;

    public BigInteger Allowed { get; set; }

    public List<string> Sent { get; } = [];

    /// <summary>The answer to a sending is lost, after it was done.</summary>
    public bool LosesAnswer { get; set; }

    public bool TurnsDown { get; set; }

    public Task<JsonNode?> CallAsync(string method, JsonArray parameters, CancellationToken cancellation)
    {
        var first = parameters.FirstOrDefault();
        JsonNode? result = method switch
        {
            "eth_gasPrice" => "0x3b9aca00",
            "eth_call" => Read((string)first!["to"]!, (string)first["data"]!),
            "eth_sendTransaction" => Send((string)first!["to"]!, (string)first["data"]!),
            "eth_getTransactionReceipt" => new JsonObject { ["status"] = TurnsDown ? "0x0" : "0x1", ["gasUsed"] = "0x186a0", ["effectiveGasPrice"] = "0x3b9aca00" },
            _ => null,
        };
        return LosesAnswer && method == "eth_sendTransaction" ? throw new FundingUnansweredException("the connection ended") : Task.FromResult(result);
    }

    private string Read(string to, string data) => data[2..10] switch
    {
        "35ea6a75" => "0x" + string.Concat(Enumerable.Range(0, 15).Select(i => i switch
        {
            2 => AbiText.Word(BigInteger.Parse("41230000000000000000000000", System.Globalization.CultureInfo.InvariantCulture)),
            8 => AbiText.Address(AToken),
            _ => AbiText.Word(i),
        })),
        "70a08231" => "0x" + AbiText.Word(to == Token ? InWallet : Supplied),
        "dd62ed3e" => "0x" + AbiText.Word(Allowed),
        _ => "0x",
    };

    private string Send(string to, string data)
    {
        Sent.Add($"{data[2..10]} {(to == Pool ? "pool" : "token")}");
        return $"0x{Sent.Count:x64}";
    }
}
