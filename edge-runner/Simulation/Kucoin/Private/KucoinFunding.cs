using System.Globalization;
using System.Text.Json;
using Arbit.Accounts;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Kucoin.Private;

/// <summary>
/// KuCoin's paths outside trading, over the funding model (document "Account &amp; Funding"): currencies and chains, withdrawals,
/// deposits, quotas, fees, transfers between main and trade. Withdrawals leave main, the fee on top of the amount; the venue knows
/// no id of ours, only a remark that it tells back. Not offered: Earn, of which no sample is at hand; sub-accounts; inner withdrawals.
/// </summary>
internal sealed class KucoinFunding(Func<SimulatedFunding?> funding, Func<ISimulatedAccount?> account)
{
    public const string Currencies = "/api/v3/currencies";

    private const string Withdrawals = "/api/v1/withdrawals";
    private const int MostListed = 500;
    private static readonly Venue Here = new(VenueNames.Kucoin);

    private SimulatedFunding Funding => funding()!;

    /// <summary>What main holds; nothing where nothing happens outside trading.</summary>
    public IEnumerable<WalletHolding> Main => funding()?.HoldingsOf(Here).Where(holding => holding.Wallet == FundingWallet.Main) ?? [];

    /// <summary>Null where the path is none of these, or nothing happens here outside trading.</summary>
    public Func<RestRequest, RestReply>? Find(RestRequest request, out KeyRights needed)
    {
        needed = request.Method == "GET" ? KeyRights.None : KeyRights.Withdraw;
        if (funding() is null) return null;
        return (request.Method, request.Path) switch
        {
            ("POST", "/api/v3/withdrawals") => sent => Withdraw(sent, "toAddress"),
            ("POST", Withdrawals) => sent => Withdraw(sent, "address"),
            ("GET", Withdrawals) => ListWithdrawals,
            ("GET", Withdrawals + "/quotas") => Quotas,
            ("GET", "/api/v1/deposits") => ListDeposits,
            ("GET", "/api/v3/deposit-addresses") => Addresses,
            ("GET", "/api/v1/trade-fees") => Fees,
            ("GET", "/api/v1/accounts/transferable") => Transferable,
            ("POST", "/api/v2/accounts/inner-transfer") => sent => Transfer(sent, "from", "to"),
            ("POST", "/api/v3/accounts/universal-transfer") => sent => Transfer(sent, "fromAccountType", "toAccountType"),
            _ => null,
        };
    }

    /// <summary>The public list, or one currency of it; null where there is none.</summary>
    public static RestReply? ListCurrencies(SimulatedFunding? funding, string path)
    {
        if (funding is null) return null;
        List<IGrouping<Asset, NetworkTerms>> all = funding.NetworksOf(Here).GroupBy(network => network.Asset).ToList();
        if (path == Currencies)
            return KucoinPrivate.Data(json => KucoinPrivate.List(json, all, currency => Currency(json, currency.Key, currency)));
        return all.FirstOrDefault(currency => currency.Key.Code == path[(Currencies.Length + 1)..]) is { } one
            ? KucoinPrivate.Object(json => Currency(json, one.Key, one))
            : KucoinPrivate.Refused("400100", "currency is invalid.");
    }

    private static void Currency(Utf8JsonWriter json, Asset asset, IEnumerable<NetworkTerms> networks)
    {
        json.WriteString("currency", asset.Code);
        json.WriteString("name", asset.Code);
        json.WriteString("fullName", asset.Code);
        json.WriteNumber("precision", 8);
        json.WriteNull("confirms");
        json.WriteNull("contractAddress");
        json.WriteBoolean("isMarginEnabled", false);
        json.WriteBoolean("isDebitEnabled", false);
        json.WritePropertyName("chains");
        KucoinPrivate.List(json, networks, network =>
        {
            json.WriteString("chainName", KucoinChains.NameOf(network.Network));
            json.WriteString("withdrawalMinFee", network.WithdrawFee.ToString());
            json.WriteString("withdrawalMinSize", network.MinWithdraw.ToString());
            json.WriteString("withdrawFeeRate", "0");
            json.WriteString("depositMinSize", network.MinDeposit.ToString());
            json.WriteBoolean("isWithdrawEnabled", network.WithdrawEnabled);
            json.WriteBoolean("isDepositEnabled", network.DepositEnabled);
            json.WriteNumber("preConfirms", network.Confirmations);
            json.WriteString("contractAddress", network.Contract);
            json.WriteString("chainId", KucoinChains.IdOf(network.Network));
            json.WriteNumber("confirms", network.Confirmations);
            json.WriteBoolean("needTag", network.TagRequired);
        });
    }

    private static long Milliseconds(long nanoseconds) => nanoseconds / 1_000_000;

    private static Dictionary<string, string>? Read(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.ToString(), StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool Matches(RestRequest request, Asset asset) => request["currency"] is not { } currency || currency == asset.Code;

    private static string IdOf(long number) => number.ToString("x24", CultureInfo.InvariantCulture);

    private RestReply Withdraw(RestRequest request, string addressField)
    {
        if (Read(request.Body) is not { } fields || !Asset.IsCode(fields.GetValueOrDefault("currency"))) return KucoinPrivate.Refused("400100", "currency is invalid.");
        if (!Exact.TryParse(fields.GetValueOrDefault("amount", ""), out Exact amount) || amount.Sign <= 0 || amount.Decimals > 8) return KucoinPrivate.Refused("400100", "amount is invalid.");
        var asset = new Asset(fields["currency"]);
        string chain = fields.GetValueOrDefault("chain", "eth");
        if (Funding.NetworkOf(Here, asset, KucoinChains.CanonicalOf(chain)) is not { } network) return KucoinPrivate.Refused("900014", "Invalid chainId");

        // On top by default; INTERNAL takes the fee out of the amount.
        Amount arrives = Amount.From(amount) - (fields.GetValueOrDefault("feeDeductType", "") == "INTERNAL" ? network.WithdrawFee : Amount.Zero);
        WithdrawalAnswer answer = Funding.Withdraw(new WithdrawalRequest(
            Here, "", asset, network.Network, fields.GetValueOrDefault(addressField, ""), fields.GetValueOrDefault("memo", ""), arrives)
        {
            Remark = fields.GetValueOrDefault("remark", ""),
        });
        if (answer.IsLost) return RestReply.Lost;
        return answer.Refusal switch
        {
            WithdrawalRefusal.None => KucoinPrivate.Object(json => json.WriteString("withdrawalId", IdOf(answer.Withdrawal!.Number))),
            WithdrawalRefusal.NotAllowed => KucoinPrivate.Refused("260325", "Already set withdraw whitelist, this address is not favorite address"),
            WithdrawalRefusal.Suspended => KucoinPrivate.Refused("260210", "withdraw.disabled"),
            WithdrawalRefusal.InsufficientFunds => KucoinPrivate.Refused("200004", "Balance insufficient!"),
            WithdrawalRefusal.TagMissing => KucoinPrivate.Refused("400100", "memo is required."),
            _ => KucoinPrivate.Refused("400100", "amount is below the minimum."),
        };
    }

    private RestReply ListWithdrawals(RestRequest request)
    {
        IEnumerable<Withdrawal> found = Funding.WithdrawalsOf(Here)
            .Where(withdrawal => Matches(request, withdrawal.Asset) && IsWithin(request, withdrawal.RequestedAt) && (request["status"] ?? StatusOf(withdrawal)) == StatusOf(withdrawal));
        return Paged(request, found, (json, withdrawal) =>
        {
            json.WriteString("id", IdOf(withdrawal.Number));
            Moved(json, withdrawal.Asset, withdrawal.Network, StatusOf(withdrawal), withdrawal.Address, withdrawal.Tag, withdrawal.Amount, withdrawal.Fee, withdrawal.TxId);
            json.WriteNumber("createdAt", Milliseconds(withdrawal.RequestedAt));
            json.WriteNumber("updatedAt", Milliseconds(withdrawal.ChangedAt));
            json.WriteString("remark", withdrawal.Remark);
        });
    }

    private RestReply ListDeposits(RestRequest request)
    {
        IEnumerable<Deposit> found = Funding.DepositsOf(Here)
            .Where(deposit => Matches(request, deposit.Asset) && IsWithin(request, deposit.SeenAt) && (request["status"] ?? StatusOf(deposit)) == StatusOf(deposit));
        return Paged(request, found, (json, deposit) =>
        {
            Moved(json, deposit.Asset, deposit.Network, StatusOf(deposit), deposit.Address, deposit.Tag, deposit.Amount, Amount.Zero, deposit.TxId);
            json.WriteNumber("createdAt", Milliseconds(deposit.SeenAt));
            json.WriteNumber("updatedAt", Milliseconds(deposit.ChangedAt));
            json.WriteString("remark", "Deposit");
        });
    }

    private static string StatusOf(Withdrawal withdrawal) => withdrawal.State switch
    {
        WithdrawalState.Pending => "PROCESSING",
        WithdrawalState.Sent => "WALLET_PROCESSING",
        WithdrawalState.Completed => "SUCCESS",
        _ => "FAILURE",
    };

    private static string StatusOf(Deposit deposit) => deposit.State == DepositState.Credited ? "SUCCESS" : "PROCESSING";

    private static void Moved(Utf8JsonWriter json, Asset asset, string network, string status, string address, string memo, Amount amount, Amount fee, string transaction)
    {
        json.WriteString("currency", asset.Code);
        json.WriteString("chain", KucoinChains.IdOf(network));
        json.WriteString("status", status);
        json.WriteString("address", address);
        json.WriteString("memo", memo);
        json.WriteBoolean("isInner", false);
        json.WriteString("amount", JsonBody.Text(amount.Value, 8));
        json.WriteString("fee", JsonBody.Text(fee.Value, 8));
        json.WriteString("walletTxId", transaction);
    }

    private static bool IsWithin(RestRequest request, long time)
        => Milliseconds(time) >= NumberOf(request, "startAt", 0) && Milliseconds(time) <= NumberOf(request, "endAt", long.MaxValue);

    private static long NumberOf(RestRequest request, string name, long otherwise)
        => long.TryParse(request[name] ?? "", NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : otherwise;

    private static RestReply Paged<T>(RestRequest request, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        List<T> all = items.ToList();
        int page = (int)Math.Clamp(NumberOf(request, "currentPage", 1), 1, 1_000_000);
        int size = (int)Math.Clamp(NumberOf(request, "pageSize", 50), 10, MostListed);
        return KucoinPrivate.Object(json =>
        {
            json.WriteNumber("currentPage", page);
            json.WriteNumber("pageSize", size);
            json.WriteNumber("totalNum", all.Count);
            json.WriteNumber("totalPage", (all.Count + size - 1) / size);
            json.WritePropertyName("items");
            KucoinPrivate.List(json, all.Skip((page - 1) * size).Take(size), item => write(json, item));
        });
    }

    private RestReply Quotas(RestRequest request)
    {
        if (!Asset.IsCode(request["currency"])) return KucoinPrivate.Refused("400100", "currency is invalid.");
        var asset = new Asset(request["currency"]!);
        if (Funding.NetworkOf(Here, asset, KucoinChains.CanonicalOf(request["chain"] ?? "eth")) is not { } network) return KucoinPrivate.Refused("900014", "Invalid chainId");
        string free = (Main.FirstOrDefault(holding => holding.Asset == asset)?.Free ?? Amount.Zero).ToString();
        return KucoinPrivate.Object(json =>
        {
            json.WriteString("currency", asset.Code);
            json.WriteString("limitBTCAmount", "37.83993375");
            json.WriteString("usedBTCAmount", "0.00000000");
            json.WriteString("quotaCurrency", "USDT");
            json.WriteString("limitQuotaCurrencyAmount", "1000000.00000000");
            json.WriteString("usedQuotaCurrencyAmount", "0");
            json.WriteString("remainAmount", free);
            json.WriteString("availableAmount", free);
            json.WriteString("withdrawMinFee", network.WithdrawFee.ToString());
            json.WriteString("innerWithdrawMinFee", "0");
            json.WriteString("withdrawMinSize", network.MinWithdraw.ToString());
            json.WriteBoolean("isWithdrawEnabled", network.WithdrawEnabled);
            json.WriteNumber("precision", 8);
            json.WriteString("chain", KucoinChains.NameOf(network.Network));
            json.WriteNull("reason");
        });
    }

    private RestReply Addresses(RestRequest request)
    {
        IEnumerable<FundingAddress> found = Funding.AddressesOf(Here)
            .Where(address => Matches(request, address.Asset) && (request["chain"] is not { } chain || KucoinChains.IdOf(address.Network) == chain));
        string to = Funding.TermsOf(Here).DepositsTo == FundingWallet.Main ? "MAIN" : "TRADE";
        return KucoinPrivate.Data(json => KucoinPrivate.List(json, found, address =>
        {
            json.WriteString("address", address.Address);
            json.WriteString("memo", address.Tag);
            json.WriteString("chainId", KucoinChains.IdOf(address.Network));
            json.WriteString("to", to);
            json.WriteNumber("expirationDate", 0);
            json.WriteString("currency", address.Asset.Code);
            json.WriteString("contractAddress", Funding.NetworkOf(Here, address.Asset, address.Network)?.Contract ?? "");
            json.WriteString("chainName", KucoinChains.NameOf(address.Network));
        }));
    }

    private RestReply Fees(RestRequest request)
    {
        List<Instrument> asked = [];
        foreach (string symbol in (request["symbols"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (account()!.InstrumentOf(symbol) is not { } instrument) return KucoinPrivate.Refused("900001", "symbol not exists");
            asked.Add(instrument);
        }

        return KucoinPrivate.Data(json => KucoinPrivate.List(json, asked, instrument =>
        {
            FeeSchedule fees = Funding.FeesOf(Here, instrument.Symbol);
            json.WriteString("symbol", instrument.VenueSymbol);
            json.WriteString("takerFeeRate", new Exact(fees.Taker.RateUnits, 8).ToString());
            json.WriteString("makerFeeRate", new Exact(fees.Maker.RateUnits, 8).ToString());
        }));
    }

    private RestReply Transferable(RestRequest request)
    {
        if (WalletOf(request["type"] ?? "") is not { } wallet) return KucoinPrivate.Refused("400100", "type is invalid.");
        WalletHolding? holding = Funding.HoldingsOf(Here).FirstOrDefault(each => each.Wallet == wallet && each.Asset.Code == request["currency"]);
        Amount total = holding?.Total ?? Amount.Zero, free = holding?.Free ?? Amount.Zero;
        return KucoinPrivate.Object(json =>
        {
            json.WriteString("currency", request["currency"]);
            json.WriteString("balance", total.ToString());
            json.WriteString("available", free.ToString());
            json.WriteString("holds", (total - free).ToString());
            json.WriteString("transferable", free.ToString());
        });
    }

    private static FundingWallet? WalletOf(string name) => name.ToUpperInvariant() switch
    {
        "MAIN" => FundingWallet.Main,
        "TRADE" or "TRADE_HF" => FundingWallet.Trade,
        _ => null,
    };

    private RestReply Transfer(RestRequest request, string fromField, string toField)
    {
        if (Read(request.Body) is not { } fields || !Asset.IsCode(fields.GetValueOrDefault("currency"))) return KucoinPrivate.Refused("400100", "currency is invalid.");
        if (!Exact.TryParse(fields.GetValueOrDefault("amount", ""), out Exact amount)) return KucoinPrivate.Refused("400100", "amount is invalid.");
        if (WalletOf(fields.GetValueOrDefault(fromField, "")) is not { } from || WalletOf(fields.GetValueOrDefault(toField, "")) is not { } to)
            return KucoinPrivate.Refused("400100", "account type is invalid.");
        string id = fields.GetValueOrDefault("clientOid", "");
        if (id.Length == 0) return KucoinPrivate.Refused("400100", "clientOid is required.");
        return Funding.Transfer(Here, id, new Asset(fields["currency"]), from, to, Amount.From(amount, Rounding.Floor)) switch
        {
            WalletTransferRefusal.None => KucoinPrivate.Object(json => json.WriteString("orderId", id)),
            WalletTransferRefusal.InsufficientFunds => KucoinPrivate.Refused("230003", "Balance insufficient!"),
            WalletTransferRefusal.Duplicate => KucoinPrivate.Refused("400100", "The clientOid is duplicated."),
            _ => KucoinPrivate.Refused("400100", "amount or account type is invalid."),
        };
    }
}
