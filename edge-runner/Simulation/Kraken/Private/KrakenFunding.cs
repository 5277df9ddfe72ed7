using System.Text.Json;
using Arbit.Accounts;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Kraken.Private;

/// <summary>
/// Kraken's private methods outside trading, over the funding model (documents "Funding", "Account Data"); what is staked is
/// <see cref="KrakenEarn"/>. A withdrawal goes to an address by the name that the account gave it, there is no id of ours, and its
/// amount is what leaves the account: the fee is taken out of it. In doubt it can only be found in the list.
/// </summary>
internal sealed class KrakenFunding(Func<SimulatedFunding?> funding)
{
    private static readonly Venue Here = new(VenueNames.Kraken);

    private readonly KrakenEarn earn = new(funding);

    private SimulatedFunding Funding => funding()!;

    public static KeyRights Needed(string method) => method switch
    {
        "Withdraw" or "WalletTransfer" => KeyRights.Withdraw,
        "Earn/Allocate" or "Earn/Deallocate" => KeyRights.Earn,
        _ => KeyRights.None,
    };

    /// <summary>Null where the method is none of these, or nothing happens here outside trading.</summary>
    public RestReply? TryAnswer(string method, Dictionary<string, string> parameters, ISimulatedAccount account, SimulatedKey key)
    {
        if (funding() is null) return null;
        return method switch
        {
            "GetApiKeyInfo" => Rights(key),
            "DepositMethods" => OfAsset(parameters, DepositMethods),
            "DepositAddresses" => OfAsset(parameters, asset => DepositAddresses(asset, parameters)),
            "DepositStatus" => Deposits(parameters),
            "WithdrawMethods" => WithdrawMethods(parameters),
            "WithdrawAddresses" => WithdrawAddresses(parameters),
            "WithdrawInfo" => OfAsset(parameters, asset => WithdrawInfo(asset, parameters)),
            "Withdraw" => OfAsset(parameters, asset => Withdraw(asset, parameters)),
            "WithdrawStatus" => Withdrawals(parameters),
            "TradeVolume" => TradeVolume(parameters, account),

            // From spot to futures and nowhere else; a spot account alone has nowhere to go.
            "WalletTransfer" => KrakenPrivate.Refused("EFunding:No funding method"),
            _ => earn.TryAnswer(method, parameters),
        };
    }

    /// <summary>The key's rights by the venue's names (document "Get API Key Info").</summary>
    private static RestReply Rights(SimulatedKey key) => KrakenPrivate.Result(json =>
    {
        string[] reads = ["query-funds", "query-open-trades", "query-closed-trades", "query-ledger"];
        IEnumerable<string> rights = reads
            .Concat(key.May(KeyRights.Trade) ? ["modify-trades", "close-trades", "create-ws-token"] : [])
            .Concat(key.May(KeyRights.Withdraw) ? ["add-funds", "withdraw-funds"] : [])
            .Concat(key.May(KeyRights.Earn) ? ["earn-funds"] : []);
        json.WriteString("api_key_name", "simulated");
        json.WriteString("api_key", key.Key);
        json.WriteString("nonce", "0");
        json.WriteString("nonce_window", "0");
        json.WriteStartArray("permissions");
        foreach (string right in rights) json.WriteStringValue(right);
        json.WriteEndArray();
        json.WriteString("iban", "");
        json.WriteString("valid_until", "0");
        json.WriteString("query_from", "0");
        json.WriteString("query_to", "0");
        json.WriteString("created_time", "1522132642");
        json.WriteString("modified_time", "1522132642");
        json.WriteStartArray("ip_allowlist");
        json.WriteStringValue("");
        json.WriteEndArray();
        json.WriteString("last_used", "1522132642");
    });

    private static RestReply OfAsset(Dictionary<string, string> parameters, Func<Asset, RestReply> answer)
        => KrakenNames.AssetOf(parameters.GetValueOrDefault("asset", "")) is { } asset ? answer(asset) : KrakenPrivate.Refused("EFunding:Unknown asset");

    private static RestReply List<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write) => KrakenPrivate.Value(json =>
    {
        json.WriteStartArray();
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static bool Matches(Dictionary<string, string> parameters, Asset asset, string network)
        => (!parameters.TryGetValue("asset", out string? name) || KrakenNames.AssetOf(name) == asset)
            && (!parameters.TryGetValue("method", out string? method) || method == KrakenMethods.NameOf(asset, network));

    private static string Money(Amount amount) => KrakenBodies.Money(amount.Value);

    private static string RefIdOf(char kind, long number) => $"F{kind}SIMUL-{KrakenNames.Groups(number)}";

    private RestReply DepositMethods(Asset asset)
        => List(Funding.NetworksOf(Here).Where(network => network.Asset == asset && network.DepositEnabled), (json, network) =>
        {
            json.WriteString("method", KrakenMethods.NameOf(network));
            json.WriteBoolean("limit", false);
            json.WriteString("fee", Money(Amount.Zero));
            json.WriteBoolean("gen-address", true);
            json.WriteString("minimum", network.MinDeposit.ToString());
        });

    private RestReply DepositAddresses(Asset asset, Dictionary<string, string> parameters)
        => List(Funding.AddressesOf(Here).Where(address => address.Asset == asset && Matches(parameters, asset, address.Network)), (json, address) =>
        {
            json.WriteString("address", address.Address);
            json.WriteString("expiretm", "0");
            json.WriteBoolean("new", true);
            if (address.Tag.Length > 0) json.WriteString("tag", address.Tag);
        });

    private RestReply Deposits(Dictionary<string, string> parameters)
        => List(Funding.DepositsOf(Here).Where(deposit => Matches(parameters, deposit.Asset, deposit.Network)), (json, deposit) =>
        {
            Head(json, deposit.Asset, deposit.Network, RefIdOf('D', deposit.Number));
            json.WriteString("txid", deposit.TxId);
            json.WriteString("info", deposit.Address);
            json.WriteString("amount", Money(deposit.Amount));
            json.WriteString("fee", Money(Amount.Zero));
            json.WriteNumber("time", deposit.SeenAt / 1_000_000_000);
            json.WriteString("status", deposit.State == DepositState.Credited ? "Success" : "Pending");
            if (deposit.State == DepositState.Stuck) json.WriteString("status-prop", "onhold");
        });

    private RestReply WithdrawMethods(Dictionary<string, string> parameters)
        => List(Funding.NetworksOf(Here).Where(network => network.WithdrawEnabled && Matches(parameters, network.Asset, network.Network)), (json, network) =>
        {
            json.WriteString("asset", KrakenNames.RestAsset(network.Asset.Code));
            json.WriteString("method", KrakenMethods.NameOf(network));
            json.WriteString("network", KrakenMethods.NetworkNameOf(network.Network));
            json.WriteString("minimum", (network.MinWithdraw + network.WithdrawFee).ToString());
            json.WriteStartObject("fee");
            json.WriteString("aclass", "currency");
            json.WriteString("asset", KrakenNames.RestAsset(network.Asset.Code));
            json.WriteString("fee", network.WithdrawFee.ToString());
            json.WriteEndObject();
        });

    private RestReply WithdrawAddresses(Dictionary<string, string> parameters)
        => List(
            Funding.AllowedOf(Here).Where(allowed => Matches(parameters, allowed.Asset, allowed.Network) && (!parameters.TryGetValue("key", out string? name) || name == allowed.Name)),
            (json, allowed) =>
            {
                json.WriteString("address", allowed.Address);
                json.WriteString("asset", allowed.Asset.Code == "BTC" ? "XBT" : allowed.Asset.Code);
                json.WriteString("method", KrakenMethods.NameOf(allowed.Asset, allowed.Network));
                json.WriteString("key", allowed.Name);
                if (allowed.Tag.Length > 0) json.WriteString("tag", allowed.Tag);
                json.WriteBoolean("verified", true);
            });

    private VenueAddress? Named(Asset asset, Dictionary<string, string> parameters)
        => Funding.AllowedOf(Here).FirstOrDefault(allowed => allowed.Asset == asset && allowed.Name == parameters.GetValueOrDefault("key", ""));

    private RestReply WithdrawInfo(Asset asset, Dictionary<string, string> parameters)
    {
        if (Named(asset, parameters) is not { } allowed) return KrakenPrivate.Refused("EFunding:Unknown withdraw key");
        if (Funding.NetworkOf(Here, asset, allowed.Network) is not { } network) return KrakenPrivate.Refused("EFunding:No funding method");
        if (!Exact.TryParse(parameters.GetValueOrDefault("amount", ""), out Exact gross) || Amount.From(gross, Rounding.Floor) < network.WithdrawFee + network.MinWithdraw)
            return KrakenPrivate.Refused("EFunding:Invalid amount");
        return KrakenPrivate.Result(json =>
        {
            json.WriteString("method", KrakenMethods.NameOf(network));
            json.WriteString("limit", Money(Funding.HoldingsOf(Here).FirstOrDefault(holding => holding.Asset == asset)?.Free ?? Amount.Zero));
            json.WriteString("amount", Money(Amount.From(gross, Rounding.Floor) - network.WithdrawFee));
            json.WriteString("fee", Money(network.WithdrawFee));
        });
    }

    private RestReply Withdraw(Asset asset, Dictionary<string, string> parameters)
    {
        if (Named(asset, parameters) is not { } allowed) return KrakenPrivate.Refused("EFunding:Unknown withdraw key");

        // Where it is sent along, it has to be the one of the name.
        if (parameters.TryGetValue("address", out string? address) && address != allowed.Address) return KrakenPrivate.Refused("EFunding:Invalid address");
        if (!Exact.TryParse(parameters.GetValueOrDefault("amount", ""), out Exact gross) || gross.Sign <= 0) return KrakenPrivate.Refused("EFunding:Invalid amount");
        Amount fee = Funding.NetworkOf(Here, asset, allowed.Network)?.WithdrawFee ?? Amount.Zero;
        var request = new WithdrawalRequest(Here, "", asset, allowed.Network, allowed.Address, allowed.Tag, Amount.From(gross, Rounding.Floor) - fee)
        {
            MostFee = Exact.TryParse(parameters.GetValueOrDefault("max_fee", ""), out Exact most) ? Amount.From(most, Rounding.Floor) : null,
        };
        WithdrawalAnswer answer = Funding.Withdraw(request);
        if (answer.IsLost) return RestReply.Lost;
        return answer.Refusal == WithdrawalRefusal.None
            ? KrakenPrivate.Result(json => json.WriteString("refid", RefIdOf('W', answer.Withdrawal!.Number)))
            : KrakenPrivate.Refused(ErrorOf(answer.Refusal));
    }

    /// <summary>"Invalid amount" is all that the venue says of a balance too small as well.</summary>
    private static string ErrorOf(WithdrawalRefusal refusal) => refusal switch
    {
        WithdrawalRefusal.UnknownNetwork or WithdrawalRefusal.Suspended => "EFunding:No funding method",
        WithdrawalRefusal.NotAllowed or WithdrawalRefusal.TagMissing => "EFunding:Unknown withdraw key",
        WithdrawalRefusal.FeeTooHigh => "EFunding:Max fee exceeded",
        _ => "EFunding:Invalid amount",
    };

    private RestReply Withdrawals(Dictionary<string, string> parameters)
        => List(Funding.WithdrawalsOf(Here).Where(withdrawal => Matches(parameters, withdrawal.Asset, withdrawal.Network)), (json, withdrawal) =>
        {
            Head(json, withdrawal.Asset, withdrawal.Network, RefIdOf('W', withdrawal.Number));
            json.WriteString("txid", withdrawal.TxId);
            json.WriteString("info", withdrawal.Address);
            json.WriteString("amount", Money(withdrawal.Amount));
            json.WriteString("fee", Money(withdrawal.Fee));
            json.WriteNumber("time", withdrawal.RequestedAt / 1_000_000_000);
            json.WriteString("status", withdrawal.State switch
            {
                WithdrawalState.Pending => "Initial",
                WithdrawalState.Sent => "Pending",
                WithdrawalState.Completed => "Success",
                _ => "Failure",
            });
            if (withdrawal.State == WithdrawalState.Returned) json.WriteString("status-prop", "canceled");
            json.WriteString("key", Funding.AllowedOf(Here).FirstOrDefault(allowed => allowed.Asset == withdrawal.Asset && allowed.Network == withdrawal.Network
                && allowed.Address == withdrawal.Address && allowed.Tag == withdrawal.Tag)?.Name ?? "");
        });

    private static void Head(Utf8JsonWriter json, Asset asset, string network, string refId)
    {
        json.WriteString("method", KrakenMethods.NameOf(asset, network));
        json.WriteString("aclass", "currency");
        json.WriteString("asset", KrakenNames.RestAsset(asset.Code));
        json.WriteString("refid", refId);
    }

    private RestReply TradeVolume(Dictionary<string, string> parameters, ISimulatedAccount account)
    {
        List<Instrument> asked = [];
        foreach (string pair in parameters.GetValueOrDefault("pair", "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (account.Instruments.FirstOrDefault(instrument => KrakenNames.IsPair(pair, instrument.VenueSymbol)) is not { } instrument) return KrakenPrivate.Refused("EQuery:Unknown asset pair");
            asked.Add(instrument);
        }

        return KrakenPrivate.Result(json =>
        {
            json.WriteString("currency", "ZUSD");
            json.WriteString("volume", "0.0000");
            if (asked.Count == 0) return;
            Fees(json, "fees", asked, fees => fees.Taker);
            Fees(json, "fees_maker", asked, fees => fees.Maker);
        });
    }

    /// <summary>In percent.</summary>
    private void Fees(Utf8JsonWriter json, string name, List<Instrument> instruments, Func<FeeSchedule, Bps> of)
    {
        json.WriteStartObject(name);
        foreach (Instrument instrument in instruments)
        {
            string fee = JsonBody.Text(new Exact(of(Funding.FeesOf(Here, instrument.Symbol)).RateUnits, 6), 4);
            string[] assets = instrument.VenueSymbol.Split('/');
            json.WriteStartObject(KrakenNames.RestAsset(assets[0]) + KrakenNames.RestAsset(assets[1]));
            json.WriteString("fee", fee);
            json.WriteString("minfee", fee);
            json.WriteString("maxfee", fee);
            json.WriteNull("nextfee");
            json.WriteNull("nextvolume");
            json.WriteString("tiervolume", "0.0000");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
