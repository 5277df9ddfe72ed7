using System.Text.Json.Nodes;
using Arbit.Accounts;

namespace Arbit.Lending;

/// <summary>
/// A chain's node by JSON-RPC 2.0. Transactions are signed by the node, or by a signer in front of it (<c>eth_sendTransaction</c>): no
/// key is in this program.
/// </summary>
public interface INodeRpc
{
    /// <exception cref="FundingRefusedException">The node answered with an error.</exception>
    /// <exception cref="FundingUnansweredException">No answer, or none that can be read.</exception>
    Task<JsonNode?> CallAsync(string method, JsonArray parameters, CancellationToken cancellation);
}
