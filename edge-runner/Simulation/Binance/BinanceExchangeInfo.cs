using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.EdgeRunner.Simulation.Binance;

/// <summary>The body of <c>/api/v3/exchangeInfo</c>, key for key as in the live body of 2021-10-11.</summary>
public static class BinanceExchangeInfo
{
    public static byte[] Body(Utf8Text text, DateTimeOffset now, IEnumerable<SimulatedInstrument> instruments)
    {
        text.Begin().Raw("{\"timezone\":\"UTC\",\"serverTime\":"u8).Number(now.ToUnixTimeMilliseconds()).Raw(
            ",\"rateLimits\":[{\"rateLimitType\":\"REQUEST_WEIGHT\",\"interval\":\"MINUTE\",\"intervalNum\":1,\"limit\":1200},"u8).Raw(
            "{\"rateLimitType\":\"ORDERS\",\"interval\":\"SECOND\",\"intervalNum\":10,\"limit\":50},"u8).Raw(
            "{\"rateLimitType\":\"ORDERS\",\"interval\":\"DAY\",\"intervalNum\":1,\"limit\":160000},"u8).Raw(
            "{\"rateLimitType\":\"RAW_REQUESTS\",\"interval\":\"MINUTE\",\"intervalNum\":5,\"limit\":6100}],\"exchangeFilters\":[],\"symbols\":["u8);
        bool first = true;
        foreach (SimulatedInstrument instrument in instruments)
        {
            if (!first) text.Raw(","u8);
            Symbol(text, instrument);
            first = false;
        }

        return text.Raw("]}"u8).ToArray();
    }

    private static void Symbol(Utf8Text text, SimulatedInstrument instrument)
    {
        text.Raw("{\"symbol\":\""u8).Raw(instrument.VenueSymbol).Raw("\",\"status\":\"TRADING\",\"baseAsset\":\""u8).Raw(instrument.Base)
            .Raw("\",\"baseAssetPrecision\":8,\"quoteAsset\":\""u8).Raw(instrument.Quote).Raw(
            "\",\"quotePrecision\":8,\"quoteAssetPrecision\":8,\"baseCommissionPrecision\":8,\"quoteCommissionPrecision\":8,"u8).Raw(
            "\"orderTypes\":[\"LIMIT\",\"LIMIT_MAKER\",\"MARKET\",\"STOP_LOSS_LIMIT\",\"TAKE_PROFIT_LIMIT\"],\"icebergAllowed\":true,"u8)
                .Raw(
            "\"ocoAllowed\":true,\"quoteOrderQtyMarketAllowed\":true,\"isSpotTradingAllowed\":true,\"isMarginTradingAllowed\":true,\"filters\":["u8);
        text.Raw("{\"filterType\":\"PRICE_FILTER\",\"minPrice\":\""u8).Fixed(1, instrument.PriceDecimals, 8)
            .Raw("\",\"maxPrice\":\"1000000.00000000\",\"tickSize\":\""u8)
            .Fixed(1, instrument.PriceDecimals, 8).Raw("\"},{\"filterType\":\"PERCENT_PRICE\",\"multiplierUp\":\"5\",\"multiplierDown\":\"0.2\",\"avgPriceMins\":5},"u8);
        text.Raw("{\"filterType\":\"LOT_SIZE\",\"minQty\":\""u8).Fixed(instrument.MinQuantity, 8)
            .Raw("\",\"maxQty\":\"9000000.00000000\",\"stepSize\":\""u8)
            .Fixed(1, instrument.QuantityDecimals, 8).Raw("\"},{\"filterType\":\"MIN_NOTIONAL\",\"minNotional\":\""u8)
            .Fixed(instrument.MinNotional, 8).Raw(
            "\",\"applyToMarket\":true,\"avgPriceMins\":5},{\"filterType\":\"ICEBERG_PARTS\",\"limit\":10},"u8).Raw(
            "{\"filterType\":\"MARKET_LOT_SIZE\",\"minQty\":\"0.00000000\",\"maxQty\":\"100.05381873\",\"stepSize\":\"0.00000000\"},"u8)
                .Raw(
            "{\"filterType\":\"MAX_NUM_ORDERS\",\"maxNumOrders\":200},{\"filterType\":\"MAX_NUM_ALGO_ORDERS\",\"maxNumAlgoOrders\":5}],\"permissions\":[\"SPOT\",\"MARGIN\"]}"u8);
    }
}
