using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Arbit.Accounts;
using Arbit.Money;
using Arbit.State;

namespace Arbit.Lending;

/// <summary>
/// Aave v3 by JSON-RPC (IPool: getReserveData, supply, withdraw; ERC-20: balanceOf, allowance, approve). A move is remembered by its id
/// before it is sent, and its transaction after: called again it is looked up, never sent a second time (lesson L27).
/// </summary>
public sealed class AavePool(INodeRpc node, AaveOptions options, IStateStore store, TimeProvider time) : ILendingPool
{
    // The first four bytes of each function's Keccak-256.
    private const string GetReserveData = "35ea6a75";
    private const string SupplyFunction = "617ba037";
    private const string WithdrawFunction = "69328dec";
    private const string BalanceOf = "70a08231";
    private const string Allowance = "dd62ed3e";
    private const string Approve = "095ea7b3";

    private const string Table = "lending";
    private const string Partition = "moves";
    private const string Unsent = "-";
    private const int LiquidityRate = 2;
    private const int AToken = 8;
    private const int CoinDecimals = 18;

    /// <summary>What a supply and a withdrawal usually burn together (Aave v3): some 450,000.</summary>
    private static readonly BigInteger UsualGas = 450_000;

    // Rates are in rays, 10^27; ours in 10^-8.
    private static readonly BigInteger RayPerRateUnit = BigInteger.Pow(10, 19);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private const int Looks = 60;

    public string Name => "aave";

    public async Task<LendingState> ReadAsync(CancellationToken cancellation)
    {
        var reserve = await ReadAsync(options.Pool, AbiText.Call(GetReserveData, AbiText.Address(options.Token)), cancellation).ConfigureAwait(false);
        var aToken = "0x" + AbiText.Word(AbiText.WordAt(reserve, AToken))[24..];
        var owner = AbiText.Address(options.Wallet);
        var wallet = await ReadAsync(options.Token, AbiText.Call(BalanceOf, owner), cancellation).ConfigureAwait(false);
        var supplied = await ReadAsync(aToken, AbiText.Call(BalanceOf, owner), cancellation).ConfigureAwait(false);
        var gasPrice = AbiText.Quantity((string?)await node.CallAsync("eth_gasPrice", [], cancellation).ConfigureAwait(false));
        return new LendingState(
            options.Asset,
            Bps.FromRateUnits((long)(AbiText.WordAt(reserve, LiquidityRate) / RayPerRateUnit)),
            Tokens(AbiText.WordAt(wallet, 0)),
            Tokens(AbiText.WordAt(supplied, 0)),
            Coins(gasPrice * UsualGas),
            options.Coin);
    }

    public async Task<LendingMove> SupplyAsync(string id, Amount amount, CancellationToken cancellation)
    {
        var units = Units(amount);
        var owner = AbiText.Address(options.Wallet);
        var allowed = await ReadAsync(options.Token, AbiText.Call(Allowance, owner, AbiText.Address(options.Pool)), cancellation).ConfigureAwait(false);
        var gas = Amount.Zero;
        if (AbiText.WordAt(allowed, 0) < units)
            gas = (await OnceAsync($"{id}:approve", options.Token, AbiText.Call(Approve, AbiText.Address(options.Pool), AbiText.Word(units)), amount, cancellation).ConfigureAwait(false)).GasInCoin;
        var move = await OnceAsync(id, options.Pool, AbiText.Call(SupplyFunction, AbiText.Address(options.Token), AbiText.Word(units), owner, AbiText.Word(0)), amount, cancellation).ConfigureAwait(false);
        return move with { GasInCoin = move.GasInCoin + gas };
    }

    public Task<LendingMove> WithdrawAsync(string id, Amount amount, CancellationToken cancellation)
        => OnceAsync(id, options.Pool, AbiText.Call(WithdrawFunction, AbiText.Address(options.Token), AbiText.Word(Units(amount)), AbiText.Address(options.Wallet)), amount, cancellation);

    private async Task<LendingMove> OnceAsync(string id, string to, string data, Amount amount, CancellationToken cancellation)
    {
        if (!await store.TryInsertAsync(Table, Partition, id, Unsent, cancellation).ConfigureAwait(false))
        {
            var known = await store.FindAsync(Table, Partition, id, cancellation).ConfigureAwait(false);
            return known is null || known.Json == Unsent
                ? throw new FundingUnansweredException($"{id} was sent before, and its transaction is not known: look at the wallet's own history")
                : await ReceiptAsync(known.Json, amount, cancellation).ConfigureAwait(false);
        }

        var transaction = (string?)await node.CallAsync("eth_sendTransaction", [new JsonObject { ["from"] = options.Wallet, ["to"] = to, ["data"] = data }], cancellation).ConfigureAwait(false)
            ?? throw new FundingUnansweredException("the node gave no transaction");
        var row = await store.FindAsync(Table, Partition, id, cancellation).ConfigureAwait(false);
        await store.TryReplaceAsync(Table, Partition, id, transaction, row!.ETag, cancellation).ConfigureAwait(false);
        return await ReceiptAsync(transaction, amount, cancellation).ConfigureAwait(false);
    }

    /// <summary>Waits until the chain has it; a transaction that it turned down cost its gas and moved nothing.</summary>
    private async Task<LendingMove> ReceiptAsync(string transaction, Amount amount, CancellationToken cancellation)
    {
        for (var looks = 0; looks < Looks; looks++)
        {
            if (await node.CallAsync("eth_getTransactionReceipt", [transaction], cancellation).ConfigureAwait(false) is { } receipt)
            {
                if (AbiText.Quantity((string?)receipt["status"]).IsZero)
                    throw new FundingRefusedException($"the chain turned {transaction} down");
                return new LendingMove(transaction, amount, Coins(AbiText.Quantity((string?)receipt["gasUsed"]) * AbiText.Quantity((string?)receipt["effectiveGasPrice"])));
            }

            await Task.Delay(Look, time, cancellation).ConfigureAwait(false);
        }

        throw new FundingUnansweredException($"the chain does not have {transaction} yet");
    }

    private async Task<string?> ReadAsync(string contract, string data, CancellationToken cancellation)
        => (string?)await node.CallAsync("eth_call", [new JsonObject { ["to"] = contract, ["data"] = data }, "latest"], cancellation).ConfigureAwait(false);

    private BigInteger Units(Amount amount) => BigInteger.Parse(amount.Value.At(options.TokenDecimals, Rounding.Floor).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private Amount Tokens(BigInteger units) => Amount.From(new Exact((Int128)units, options.TokenDecimals));

    private static Amount Coins(BigInteger wei) => Amount.From(new Exact((Int128)wei, CoinDecimals));
}
