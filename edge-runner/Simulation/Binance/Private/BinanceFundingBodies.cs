using System.Globalization;
using System.Text.Json;
using Arbit.Accounts;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Binance.Private;

/// <summary>Coins, withdrawals and deposits as Binance writes them (documents "Wallet endpoints").</summary>
internal static class BinanceFundingBodies
{
    /// <summary>As clients report it; Binance documents no codes of withdrawals.</summary>
    public static readonly BinanceError NotOpen = new(400, -4019, "The current currency is not open for withdrawal");

    /// <summary>Binance documents none of these: -4019 and -4026 are what clients report, the others are simulated, and nobody may decide by them.</summary>
    public static BinanceError ErrorOf(WithdrawalRefusal refusal) => refusal switch
    {
        WithdrawalRefusal.UnknownNetwork or WithdrawalRefusal.Suspended => NotOpen,
        WithdrawalRefusal.InsufficientFunds => new BinanceError(400, -4026, "User has insufficient balance"),
        WithdrawalRefusal.NotAllowed => new BinanceError(400, -4035, "This address is not on the withdrawal whitelist."),
        WithdrawalRefusal.TagMissing => BinanceError.Missing("addressTag"),
        WithdrawalRefusal.Duplicate => new BinanceError(400, -4005, "The withdrawOrderId was used before."),
        _ => new BinanceError(400, -4003, "The amount is below the network's minimum."),
    };

    /// <summary>0 email sent, 2 awaiting approval, 3 rejected, 4 processing, 6 completed.</summary>
    public static int StatusOf(Withdrawal withdrawal) => withdrawal.State switch
    {
        WithdrawalState.Completed => 6,
        WithdrawalState.Returned => 3,
        _ => 4,
    };

    /// <summary>0 pending, 6 credited but not to be withdrawn, 7 wrong deposit, 8 waiting for the user's confirmation, 1 success.</summary>
    public static int StatusOf(Deposit deposit) => deposit.State switch
    {
        DepositState.Credited => 1,
        DepositState.Stuck => 7,
        _ => 0,
    };

    public static void Coin(Utf8JsonWriter json, Asset asset, IReadOnlyList<NetworkTerms> networks, WalletHolding? holding)
    {
        json.WriteString("coin", asset.Code);
        json.WriteBoolean("depositAllEnable", networks.Any(network => network.DepositEnabled));
        json.WriteString("free", Number(holding?.Free ?? Amount.Zero));
        json.WriteString("freeze", Number(Amount.Zero));
        json.WriteString("ipoable", Number(Amount.Zero));
        json.WriteString("ipoing", Number(Amount.Zero));
        json.WriteBoolean("isLegalMoney", false);
        json.WriteString("locked", Number(holding is null ? Amount.Zero : holding.Total - holding.Free));
        json.WriteString("name", asset.Code);
        json.WriteStartArray("networkList");
        foreach (NetworkTerms network in networks) Network(json, network, isDefault: network == networks[0]);
        json.WriteEndArray();
        json.WriteString("storage", Number(Amount.Zero));
        json.WriteBoolean("trading", true);
        json.WriteBoolean("withdrawAllEnable", networks.Any(network => network.WithdrawEnabled));
        json.WriteString("withdrawing", Number(Amount.Zero));
    }

    public static void Withdrawal(Utf8JsonWriter json, Withdrawal withdrawal, string id, Func<long, string> time)
    {
        json.WriteString("id", id);
        json.WriteString("amount", withdrawal.Amount.ToString());
        json.WriteString("transactionFee", withdrawal.Fee.ToString());
        json.WriteString("coin", withdrawal.Asset.Code);
        json.WriteNumber("status", StatusOf(withdrawal));
        json.WriteString("address", withdrawal.Address);
        if (withdrawal.Tag.Length > 0) json.WriteString("addressTag", withdrawal.Tag);
        json.WriteString("txId", withdrawal.TxId);
        json.WriteString("applyTime", time(withdrawal.RequestedAt));
        json.WriteString("network", BinanceNetworks.NameOf(withdrawal.Network));
        json.WriteNumber("transferType", 0);
        if (withdrawal.ClientId.Length > 0) json.WriteString("withdrawOrderId", withdrawal.ClientId);
        json.WriteString("info", withdrawal.State == WithdrawalState.Returned ? "The withdrawal was rejected; the amount was returned." : "");
        json.WriteNumber("confirmNo", withdrawal.State == WithdrawalState.Completed ? 12 : 0);
        json.WriteNumber("walletType", 0);
        json.WriteString("txKey", "");
        if (withdrawal.IsOver) json.WriteString("completeTime", time(withdrawal.ChangedAt));
    }

    public static void Deposit(Utf8JsonWriter json, Deposit deposit, int confirmations)
    {
        int seen = deposit.State == DepositState.Pending ? 0 : confirmations;
        json.WriteString("id", (769_800_519_366_885_376 + deposit.Number).ToString(CultureInfo.InvariantCulture));
        json.WriteString("amount", deposit.Amount.ToString());
        json.WriteString("coin", deposit.Asset.Code);
        json.WriteString("network", BinanceNetworks.NameOf(deposit.Network));
        json.WriteNumber("status", StatusOf(deposit));
        json.WriteString("address", deposit.Address);
        json.WriteString("addressTag", deposit.Tag);
        json.WriteString("txId", deposit.TxId);
        json.WriteNumber("insertTime", BinanceBodies.Milliseconds(deposit.SeenAt));
        json.WriteNumber("transferType", 0);
        json.WriteString("confirmTimes", string.Create(CultureInfo.InvariantCulture, $"{seen}/{confirmations}"));
        json.WriteNumber("unlockConfirm", 0);
        json.WriteNumber("walletType", 0);
    }

    private static string Number(Amount amount) => BinanceBodies.Number(amount.Value);

    private static void Network(Utf8JsonWriter json, NetworkTerms network, bool isDefault)
    {
        json.WriteStartObject();
        json.WriteString("addressRegex", "");
        json.WriteString("coin", network.Asset.Code);
        json.WriteString("contractAddress", network.Contract);
        json.WriteString("depositDesc", network.DepositEnabled ? "" : "Wallet Maintenance, Deposit Suspended");
        json.WriteBoolean("depositEnable", network.DepositEnabled);
        json.WriteBoolean("isDefault", isDefault);
        json.WriteString("memoRegex", network.TagRequired ? "^[0-9A-Za-z\\-_]{1,120}$" : "");
        json.WriteNumber("minConfirm", network.Confirmations);
        json.WriteString("name", BinanceNetworks.NameOf(network.Network));
        json.WriteString("network", BinanceNetworks.NameOf(network.Network));
        json.WriteString("specialTips", network.TagRequired ? "Both a MEMO and an Address are required." : "");
        json.WriteNumber("unLockConfirm", network.Confirmations);
        json.WriteString("withdrawDesc", network.WithdrawEnabled ? "" : "Wallet Maintenance, Withdrawal Suspended");
        json.WriteBoolean("withdrawEnable", network.WithdrawEnabled);
        json.WriteString("withdrawFee", Number(network.WithdrawFee));
        json.WriteString("withdrawIntegerMultiple", "0.00000001");
        json.WriteString("withdrawMax", "9999999999.99999999");

        // The least that a request may ask for, which is more than what arrives by the fee.
        json.WriteString("withdrawMin", Number(network.MinWithdraw + network.WithdrawFee));
        json.WriteString("depositDust", Number(network.MinDeposit));
        json.WriteBoolean("sameAddress", network.TagRequired);

        // Whole minutes, at least one.
        json.WriteNumber("estimatedArrivalTime", Math.Max(1, (int)Math.Ceiling(network.Takes.TotalMinutes)));
        json.WriteBoolean("busy", false);
        json.WriteEndObject();
    }
}
